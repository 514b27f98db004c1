using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>One client of an rtl_tcp server. One thread reads the sky in real time, sends, and looks for commands between blocks; it never waits for the client.</summary>
internal sealed class RtlTcpSession : IDisposable
{
    private const int BlockLength = 4096, LeastBuffer = 1 << 17;
    private const double BufferSeconds = 0.5;
    private readonly Socket _socket;
    private readonly RtlTcpState _state;
    private readonly RadioTuning _tuning;
    private readonly Complex32[] _block = new Complex32[BlockLength];
    private readonly byte[] _command = new byte[RtlTcpWire.CommandBytes];
    private IRadio? _radio;
    private (double RateHz, double FrequencyHz) _tuned;
    private byte[] _pending = new byte[LeastBuffer];
    private int _start, _end, _commandBytes;
    private byte _counter;

    public RtlTcpSession(Socket socket, RtlTcpState state, RadioTuning tuning) => (_socket, _state, _tuning) = (socket, state, tuning);

    /// <summary>A command, or a tuning, that is not possible.</summary>
    public event Action<string>? Refused;

    /// <summary>Another rate or frequency holds.</summary>
    public event Action? Tuned;

    /// <summary>Samples put on their way, and samples lost.</summary>
    public event Action<long, long>? Moved;

    /// <summary>Samples lost.</summary>
    public long Lost { get; private set; }

    /// <summary>Serves the client until it goes.</summary>
    /// <returns>Why it ended; empty where the client went, or the server is stopped.</returns>
    public string Run(CancellationToken stop)
    {
        var header = new byte[RtlTcpWire.HeaderBytes];
        RtlTcpWire.WriteHeader(header, RtlTcpTuner.R820T);
        (_socket.NoDelay, _socket.Blocking) = (true, false);
        header.CopyTo(_pending, 0);
        _end = header.Length;
        while (!stop.IsCancellationRequested && TakeCommands())
        {
            if ((_state.SampleRateHz, _state.CenterFrequencyHz) != _tuned && !Tune())
                return "nothing can be received as it is set";
            int count = _radio!.Read(_block, out _, stop);
            if (count > 0)
                Queue(_block.AsSpan(0, count));
            else if (!stop.IsCancellationRequested)
                return "the radio's stream has ended";
            if (!Send())
                break;
        }
        return "";
    }

    public void Dispose() => _radio?.Dispose();

    // A tuning that is refused leaves the one before, as a dongle's driver does.
    private bool Tune()
    {
        _tuned = (_state.SampleRateHz, _state.CenterFrequencyHz);
        try
        {
            IRadio radio = _tuning(_tuned.RateHz, _tuned.FrequencyHz);
            _radio?.Dispose();
            _radio = radio;
        }
        catch (Exception e) when (e is InputException or ArgumentException or RadioException)
        {
            Refused?.Invoke(e.Message);
            return _radio is not null;
        }
        int room = Math.Max(LeastBuffer, (int)(2 * BufferSeconds * _tuned.RateHz));
        if (room > _pending.Length)
            Array.Resize(ref _pending, room);
        _socket.SendBufferSize = room;
        Tuned?.Invoke();
        return true;
    }

    /// <returns>False where the client is gone.</returns>
    private bool TakeCommands()
    {
        while (_socket.Poll(0, SelectMode.SelectRead))
        {
            int got = _socket.Receive(_command.AsSpan(_commandBytes), SocketFlags.None, out SocketError error);
            if (got <= 0)
                return error == SocketError.WouldBlock;
            _commandBytes += got;
            if (_commandBytes < _command.Length)
                continue;
            _commandBytes = 0;
            var (command, value) = RtlTcpWire.ReadCommand(_command);
            if (_state.Apply(command, value) is { } wrong)
                Refused?.Invoke(wrong);
        }
        return true;
    }

    // All of a block, or none of it: what a client gets are whole samples.
    private void Queue(Span<Complex32> samples)
    {
        if (_start > 0)
        {
            _pending.AsSpan(_start, _end - _start).CopyTo(_pending);
            (_start, _end) = (0, _end - _start);
        }
        Span<byte> bytes = _pending.AsSpan(_end);
        if (bytes.Length < 2 * samples.Length)
        {
            Lost += samples.Length;
            _counter += (byte)(2 * samples.Length);
            Moved?.Invoke(0, samples.Length);
            return;
        }
        Fill(MemoryMarshal.Cast<Complex32, float>(samples), bytes[..(2 * samples.Length)]);
        _end += 2 * samples.Length;
        Moved?.Invoke(samples.Length, 0);
    }

    private void Fill(Span<float> samples, Span<byte> bytes)
    {
        if (_state.TestMode)
        {
            foreach (ref byte b in bytes)
                b = _counter++;
            return;
        }
        float amplitude = _state.Amplitude;
        foreach (ref float x in samples)
            x *= amplitude;
        SampleQuantization.ToUInt8(samples, bytes);
    }

    /// <returns>False where the client is gone.</returns>
    private bool Send()
    {
        while (_start < _end)
        {
            int sent = _socket.Send(_pending.AsSpan(_start, _end - _start), SocketFlags.None, out SocketError error);
            if (error is not (SocketError.Success or SocketError.WouldBlock))
                return false;
            if (sent <= 0)
                return true;
            _start += sent;
        }
        return true;
    }
}
