using System.Diagnostics;
using GroundTerminal.Devices.Serial;
using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>One opening of a rotator's link: what goes out when, and what comes back.</summary>
internal sealed class RotatorWire : IDisposable
{
    // How long a stop waits at most for the thread that listens.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(1), FarewellLimit = TimeSpan.FromSeconds(0.5);
    private readonly RotatorDescriptor _descriptor;
    private readonly IRotatorHost _host;
    private readonly IByteLink _link;
    private readonly RotatorDriverOptions _options;
    private readonly RotatorMailbox _mailbox;
    private readonly RotatorRecord _record;
    private readonly List<RotatorReply> _replies = [];
    private readonly byte[] _buffer = new byte[256];
    private readonly long _openedAt = Stopwatch.GetTimestamp();
    private byte[] _lastTarget = [];
    private long _lastTargetAt, _lineFreeAt, _heardAt;
    private int _unanswered, _unusedBytes;

    public RotatorWire(RotatorDescriptor descriptor, IRotatorHost host, IByteLink link, RotatorDriverOptions options, RotatorMailbox mailbox, RotatorRecord record) =>
        (_descriptor, _host, _link, _options, _mailbox, _record) = (descriptor, host, link, options, mailbox, record);

    public bool HasHeard => _heardAt != 0;

    /// <summary>Since the last position, or since the link was opened.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Math.Max(_heardAt, _openedAt));

    private double SecondsUntilFree => Math.Max(0, (_lineFreeAt - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);

    /// <summary>Sends what is waiting, asks the position, and listens until the next period begins.</summary>
    public void Period(CancellationToken closing)
    {
        var begin = Stopwatch.GetTimestamp();
        SendWaiting();
        var reply = _descriptor.PositionBytes * _link.SecondsPerByte;
        while (SecondsUntilFree > 0 && !closing.IsCancellationRequested)
            Attend(TimeSpan.FromSeconds(SecondsUntilFree));
        if (TryWrite(new RotatorCommand.AskPosition()) is { Length: > 0 })
            Await(TimeSpan.FromSeconds(SecondsUntilFree + reply) + _options.ReplyTimeout, closing);
        for (TimeSpan left; (left = TimeSpan.FromSeconds(1 / _options.PollHz) - Stopwatch.GetElapsedTime(begin)) > TimeSpan.Zero && !closing.IsCancellationRequested;)
            Attend(left);
    }

    /// <summary>Stops the motors and lets that go out.</summary>
    public void Farewell()
    {
        Write(new RotatorCommand.Stop());
        _mailbox.Look(out var stop);
        _mailbox.StopSent(stop);
        var begin = Stopwatch.GetTimestamp();
        var limit = TimeSpan.FromSeconds(Math.Min(FarewellLimit.TotalSeconds, SecondsUntilFree + 0.02));
        while (Stopwatch.GetElapsedTime(begin) < limit)
            Listen(Slice);
    }

    public void Dispose() => _link.Dispose();

    private void Await(TimeSpan limit, CancellationToken closing)
    {
        var asked = Stopwatch.GetTimestamp();
        while (!closing.IsCancellationRequested)
        {
            if (Attend(Slice))
                return;
            if (Stopwatch.GetElapsedTime(asked) < limit)
                continue;
            _unanswered++;
            Refuse();
            _record.Count(s => s with { Timeouts = s.Timeouts + 1 });
            _record.Troubled(Invariant($"no reply within {limit.TotalSeconds:0.0} s, {_unanswered} in a row"));
            return;
        }
    }

    /// <summary>Listens for a moment and sends what is waiting.</summary>
    /// <returns>Whether the position was answered, by an error where by that.</returns>
    private bool Attend(TimeSpan time)
    {
        var answered = Listen(time < Slice ? time : Slice);
        SendWaiting();
        return answered;
    }

    private void SendWaiting()
    {
        var target = _mailbox.Look(out var stop);
        if (stop > 0)
        {
            Write(new RotatorCommand.Stop());
            _lastTarget = [];
            _mailbox.StopSent(stop);
        }
        if (target is null || SecondsUntilFree > 0)
            return;
        if (Stopwatch.GetElapsedTime(target.AskedAt) > _options.TargetLifetime || Send(target))
            _mailbox.Done(target);
    }

    /// <returns>False where it has to wait for a first reply (SPID).</returns>
    private bool Send(RotatorTarget target)
    {
        RotatorCommand command = _descriptor.HasElevation
            ? new RotatorCommand.SetPosition(target.AzimuthDegrees, target.ElevationDegrees)
            : new RotatorCommand.SetAzimuth(target.AzimuthDegrees);
        if (!_host.TryWrite(command, out var bytes, out var refusal))
        {
            if (!HasHeard)
                return false;
            _record.Complains(refusal);
            return true;
        }
        if (bytes.AsSpan().SequenceEqual(_lastTarget) && Stopwatch.GetElapsedTime(_lastTargetAt) < RepeatAfter)
            return true;
        Write(bytes);
        (_lastTarget, _lastTargetAt) = (bytes, Stopwatch.GetTimestamp());
        return true;
    }

    private void Write(RotatorCommand command) => TryWrite(command);

    private byte[] TryWrite(RotatorCommand command)
    {
        if (_host.TryWrite(command, out var bytes, out _))
            Write(bytes);
        return bytes;
    }

    private void Write(byte[] bytes)
    {
        _link.Write(bytes);
        _record.Count(s => s with { Commands = s.Commands + 1 });
        var begin = Math.Max(_lineFreeAt, Stopwatch.GetTimestamp());
        _lineFreeAt = begin + (long)(bytes.Length * _link.SecondsPerByte * Stopwatch.Frequency);
    }

    private bool Listen(TimeSpan time)
    {
        var count = _link.Read(_buffer, time);
        if (count == 0)
            return false;
        _unusedBytes += count;
        _replies.Clear();
        _host.Read(_buffer.AsSpan(0, count), _replies);
        var answered = false;
        foreach (var reply in _replies)
            answered |= Take(reply);
        return answered;
    }

    private bool Take(RotatorReply reply)
    {
        if (reply is RotatorReply.Refused(var reason))
        {
            Refuse();
            _record.Troubled($"reply refused: {reason}");
            return true;
        }
        _unusedBytes = 0;
        _record.Count(s => s with { Replies = s.Replies + 1 });
        switch (reply)
        {
            case RotatorReply.Position position:
                (_heardAt, _unanswered) = (Stopwatch.GetTimestamp(), 0);
                _record.Heard(position);
                return true;
            case RotatorReply.Error(var text):
                _record.Complains($"the controller says: {text}");
                return true;
            default:
                return false;
        }
    }

    private void Refuse()
    {
        var bytes = _unusedBytes;
        _unusedBytes = 0;
        _record.Count(s => s with { RefusedBytes = s.RefusedBytes + bytes });
    }
}
