using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>Samples of an open dongle: converted once, from the buffers that USB filled to where the reader wants them.</summary>
internal sealed class RtlSdrStream : IRadioStream
{
    private const byte Endpoint = 0x81;
    private const int Buffers = 64;
    private static readonly TimeSpan Hangs = TimeSpan.FromMilliseconds(400);
    private static readonly SampleFormat Format = new(ElementType.UInt8, Complex: true);
    private readonly IUsbDevice _usb;
    private readonly RtlSdrReceiver _receiver;
    private readonly Action _resetNext;
    private readonly UsbTransferRing _ring;
    private readonly byte[] _cut = new byte[2];
    private UsbRingBlock _block;
    private int _at;
    private long _next = -1, _lost;
    private bool _isCut, _unknown, _disposed;

    /// <param name="resetNext">Called where the dongle is to be reset before it is used again.</param>
    public RtlSdrStream(IUsbDevice usb, RtlSdrReceiver receiver, string description, Action resetNext)
    {
        (_usb, _receiver, _resetNext, Description) = (usb, receiver, resetNext, description);
        _ring = new UsbTransferRing(usb, Endpoint, BufferLength(receiver.SampleRateHz), Buffers);
        try
        {
            receiver.Start();
            _ring.Start();
        }
        catch
        {
            _ring.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public double SampleRateHz => _receiver.SampleRateHz;

    /// <inheritdoc/>
    public double CenterFrequencyHz => _receiver.CenterFrequencyHz;

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _receiver.Notes;

    /// <inheritdoc/>
    public RadioRead Read(Span<Complex32> destination, TimeSpan timeout)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            if (_block.Transfer is not null)
                return Account(ReadOn(destination));
            TimeSpan left = timeout - Stopwatch.GetElapsedTime(start);
            if (_ring.TryTake(left > TimeSpan.Zero ? left : TimeSpan.Zero, out _block))
            {
                if (Begin(destination) is { Count: > 0 } read)
                    return read;
            }
            else if (_ring.Failure is { } failure)
            {
                throw new RadioException(RadioFailure.Lost, $"{Description}: {failure}");
            }
            else if (left <= TimeSpan.Zero)
            {
                return default;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_ring.Failure is not null || _ring.Silence > Hangs)
            _resetNext();
        _ring.Dispose();
        try
        {
            if (_ring.Failure is null)
                _receiver.Sleep();
        }
        catch (UsbException)
        {
            _resetNext();
        }
        _usb.Dispose();
    }

    /// <summary>6 to 12 ms, in whole packets.</summary>
    private static int BufferLength(double sampleRateHz) => Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)(sampleRateHz * 2 * 0.006)), 4096, 65536);

    /// <summary>The first samples of a new buffer: here it is known what was lost before it. A sample may have been cut in two by a transfer of odd length.</summary>
    private RadioRead Begin(Span<Complex32> destination)
    {
        Span<byte> data = _block.Transfer.Data;
        bool joins = _isCut && _block.Position == _next + 1 && !_block.AfterError;
        _isCut = false;
        _unknown |= _block.AfterError;
        if (joins)
        {
            _cut[1] = data[0];
            SampleConversion.Convert(Format, _cut, MemoryMarshal.Cast<Complex32, float>(destination[..1]));
            (_at, _next) = (1, _next + 2);
            return Account(1 + ReadOn(destination[1..]));
        }
        long first = _block.Position + (_block.Position & 1);
        _lost += _next < 0 ? 0 : (first - _next) / 2;
        (_at, _next) = ((int)(first - _block.Position), first);
        return Account(ReadOn(destination));
    }

    private int ReadOn(Span<Complex32> destination)
    {
        Span<byte> data = _block.Transfer.Data[_at..];
        int count = Math.Min(data.Length / 2, destination.Length);
        SampleConversion.Convert(Format, data, MemoryMarshal.Cast<Complex32, float>(destination[..count]));
        (_at, _next) = (_at + (2 * count), _next + (2 * count));
        if (data.Length - (2 * count) < 2)
            End(data[(2 * count)..]);
        return count;
    }

    private RadioRead Account(int count)
    {
        if (count == 0)
            return default;
        var read = new RadioRead(count) { LostBefore = _lost, LostUnknown = _unknown };
        (_lost, _unknown) = (0, false);
        return read;
    }

    private void End(ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 1)
            (_cut[0], _isCut) = (rest[0], true);
        _ring.GiveBack(_block.Transfer);
        _block = default;
    }
}
