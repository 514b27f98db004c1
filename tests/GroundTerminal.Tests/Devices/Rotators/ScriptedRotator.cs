using System.Collections.Concurrent;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;

namespace GroundTerminal.Tests.Devices.Rotators;

/// <summary>A rotator behind a link in memory: jumps where it is told, and can be mute, noisy, out of reach or cut.</summary>
internal sealed class ScriptedRotator(IRotatorDevice device) : IByteLinkSource
{
    private readonly BlockingCollection<byte[]> _toHost = [];
    private readonly Lock _lock = new();
    private readonly List<RotatorCommand> _commands = [];
    private (double Azimuth, double Elevation) _position;
    private int _cuts;

    public string Description => "scripted";

    public bool IsThere { get; set; } = true;

    public bool IsMute { get; set; }

    public double SecondsPerByte { get; set; }

    public Func<byte[], byte[]> Spoil { get; set; } = answer => answer;

    /// <summary>Commands that were met with silence.</summary>
    public int Unanswered { get; private set; }

    public int Openings { get; private set; }

    public bool IsOpen { get; private set; }

    public RotatorCommand[] Commands
    {
        get
        {
            lock (_lock)
                return [.. _commands];
        }
    }

    public RotatorCommand[] Others => [.. Commands.Where(c => c is not RotatorCommand.AskPosition)];

    public void Cut() => Interlocked.Increment(ref _cuts);

    public IByteLink Open(CancellationToken cancellation)
    {
        if (!IsThere)
            throw new LinkException("scripted: not there");
        Openings++;
        while (_toHost.TryTake(out _))
        {
        }
        device.Reset();
        IsOpen = true;
        return new Link(this, Volatile.Read(ref _cuts));
    }

    private void Receive(ReadOnlySpan<byte> bytes)
    {
        var requests = new List<RotatorRequest>();
        device.Read(bytes, requests);
        lock (_lock)
        {
            foreach (var request in requests)
            {
                _commands.Add(request.Command);
                _position = request.Command switch
                {
                    RotatorCommand.SetPosition(var a, var e) => (a, e),
                    RotatorCommand.SetAzimuth(var a) => (a, _position.Elevation),
                    _ => _position,
                };
                if (IsMute)
                    Unanswered++;
                else
                    _toHost.Add(Spoil(device.Answer(request, new RotatorReply.Position(_position.Azimuth, _position.Elevation))));
            }
        }
    }

    private sealed class Link(ScriptedRotator owner, int cuts) : IByteLink
    {
        private byte[] _rest = [];

        public double SecondsPerByte => owner.SecondsPerByte;

        public int Read(Span<byte> buffer, TimeSpan wait)
        {
            ThrowIfCut();
            if (_rest.Length == 0 && (!owner._toHost.TryTake(out _rest!, wait) || _rest.Length == 0))
            {
                _rest = [];
                return 0;
            }
            var count = Math.Min(_rest.Length, buffer.Length);
            _rest.AsSpan(0, count).CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            ThrowIfCut();
            owner.Receive(bytes);
        }

        public void Dispose() => owner.IsOpen = false;

        private void ThrowIfCut()
        {
            if (Volatile.Read(ref owner._cuts) != cuts)
                throw new LinkException("scripted: gone");
        }
    }
}
