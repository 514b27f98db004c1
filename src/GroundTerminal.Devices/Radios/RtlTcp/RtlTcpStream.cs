using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>Samples from an rtl_tcp server. What the server itself drops it does not tell: only the clock shows that.</summary>
internal sealed class RtlTcpStream : IRadioStream
{
    private static readonly SampleFormat Format = new(ElementType.UInt8, Complex: true);
    private readonly Socket _socket;
    private readonly byte[] _bytes = new byte[1 << 17];
    private int _held;

    public RtlTcpStream(Socket socket, string description, RtlTcpRequest request, IReadOnlyList<string> notes)
    {
        (_socket, Description, Notes) = (socket, description, notes);
        (SampleRateHz, CenterFrequencyHz) = (request.SampleRateHz, request.CenterFrequencyHz);
    }

    public string Description { get; }

    public double SampleRateHz { get; }

    public double CenterFrequencyHz { get; }

    public IReadOnlyList<string> Notes { get; }

    public RadioRead Read(Span<Complex32> destination, TimeSpan timeout)
    {
        int wanted = Math.Min(2 * destination.Length, _bytes.Length);
        long started = Stopwatch.GetTimestamp();
        while (_held < wanted && WaitForBytes(timeout - Stopwatch.GetElapsedTime(started)) && Receive(wanted))
        {
        }
        int samples = _held / 2;
        SampleConversion.Convert(Format, _bytes, MemoryMarshal.Cast<Complex32, float>(destination[..samples]));
        Keep(2 * samples);
        return new RadioRead(samples);
    }

    /// <summary>Throws away what comes in a time; half a sample stays.</summary>
    public void Discard(TimeSpan time)
    {
        long started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            if (WaitForBytes(time - Stopwatch.GetElapsedTime(started)))
                Receive(_bytes.Length);
            Keep(_held & ~1);
        }
    }

    public void Dispose() => _socket.Dispose();

    private void Keep(int from)
    {
        _held -= from;
        if (_held > 0)
            _bytes[0] = _bytes[from];
    }

    private bool WaitForBytes(TimeSpan time) => _socket.Poll(time > TimeSpan.Zero ? time : TimeSpan.Zero, SelectMode.SelectRead);

    /// <returns>False where the stream has ended, and samples of it are still here; the next call throws.</returns>
    private bool Receive(int wanted)
    {
        int got = _socket.Receive(_bytes.AsSpan(_held, wanted - _held), SocketFlags.None, out SocketError error);
        if (got <= 0 && _held >= 2)
            return false;
        if (got <= 0)
            throw new RadioException(RadioFailure.Lost, $"{Description}: {(error == SocketError.Success ? "the server closed the connection" : $"the connection broke ({error})")}; see whether it still runs");
        _held += got;
        return true;
    }
}
