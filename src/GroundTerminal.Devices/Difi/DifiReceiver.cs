using System.Diagnostics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.Difi;

/// <summary>Makes samples of the packets of one stream: in order, with what is missing between them. Knows no sockets; allocates in the constructor only.</summary>
public sealed class DifiReceiver
{
    /// <summary>Longest packet that it takes, bytes.</summary>
    public const int LongestPacket = 1 << 16;

    private const int Window = 32;
    private static readonly long Patience = Stopwatch.Frequency / 10;
    private readonly byte[] _bytes = new byte[(Window + 3) * LongestPacket];
    private readonly (int Offset, int Length, int Bits)[] _payloads = new (int, int, int)[Window + 3];
    private readonly Stack<int> _free = new(Window + 3);
    private readonly int? _assumedBits;
    private readonly double _assumedRateHz;
    private readonly PacketOrder _order = new(Window);
    private PacketMark _reading;
    private int _slot, _read;
    private long _gapLost;
    private bool _isReading, _gapUnknown;

    /// <param name="streamId">Stream that is wanted; null takes the first that comes.</param>
    /// <param name="assumedBits">Bits of I and of Q until a context packet says so; null waits for that.</param>
    /// <param name="assumedRateHz">Sample rate until a context packet says so, Hz.</param>
    public DifiReceiver(uint? streamId, int? assumedBits, double assumedRateHz)
    {
        (StreamId, _assumedBits, _assumedRateHz) = (streamId, assumedBits, assumedRateHz);
        for (int i = 0; i < Window + 3; i++)
            _free.Push(i);
        _slot = _free.Pop();
    }

    /// <summary>The stream; null until the first packet, where any is wanted.</summary>
    public uint? StreamId { get; private set; }

    /// <summary>The last context of the stream; null until there is one.</summary>
    public DifiContext? Context { get; private set; }

    /// <summary>Sample rate, Hz.</summary>
    public double SampleRateHz => Context?.SampleRateHz ?? _assumedRateHz;

    /// <summary>Bits of I and of Q; null where nothing is known of them.</summary>
    public int? Bits => Context is { } context ? context.Bits : _assumedBits;

    /// <summary>Counters of the data packets.</summary>
    public PacketCounters Counters => _order.Counters;

    /// <summary>Packets that made no sense.</summary>
    public long Malformed { get; private set; }

    /// <summary>Why the last of them did not.</summary>
    public string? LastProblem { get; private set; }

    /// <summary>Packets of other streams.</summary>
    public long Foreign { get; private set; }

    /// <summary>Data packets that nobody could read, since no context had come.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Where the next packet goes.</summary>
    public Span<byte> Buffer => _bytes.AsSpan(_slot * LongestPacket, LongestPacket);

    /// <summary>Takes the packet that is in <see cref="Buffer"/>. Samples have to be read until there are none before the next one.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="now">Timestamp of <see cref="Stopwatch"/>.</param>
    public void Take(int length, long now)
    {
        ReadOnlySpan<byte> packet = Buffer[..length];
        if (!VitaHeader.TryParse(packet, out VitaHeader header, out string? problem))
        {
            Refuse(problem!);
            return;
        }
        if (header.StreamId is { } id && id != (StreamId ?? id))
        {
            Foreign++;
            return;
        }
        if (header.IsData)
            TakeData(header, now);
        else if (header.Type == VitaPacketType.Context && !DifiVersion.Is(header))
            TakeContext(header, packet);
    }

    /// <summary>A data packet came.</summary>
    public bool HasData => _order.Waiting > 0 || _order.Counters.Packets > 0;

    /// <summary>What comes next is behind a gap.</summary>
    public bool HasGap => _isReading && _read == 0 && (_gapLost > 0 || _gapUnknown);

    /// <summary>Reads samples that are there, up to the next gap.</summary>
    /// <param name="output">Where they go.</param>
    /// <param name="now">Timestamp of <see cref="Stopwatch"/>; what waited for missing packets for 0.1 s is given out.</param>
    /// <param name="block">Of what they are the first.</param>
    /// <returns>Samples written.</returns>
    public int Read(Span<Complex32> output, long now, out DifiBlock block)
    {
        block = default;
        if (!_isReading && !Next(now))
            return 0;
        block = new DifiBlock(_read == 0 ? _gapLost : 0, _read == 0 && _gapUnknown, _reading.Time, _read);
        int count = Copy(output);
        return count + ReadOn(output[count..], now);
    }

    /// <summary>Reads more of what follows without a gap.</summary>
    public int ReadOn(Span<Complex32> output, long now)
    {
        int count = 0;
        while (count < output.Length && (_isReading || Next(now)) && !HasGap)
            count += Copy(output[count..]);
        return count;
    }

    private bool Next(long now)
    {
        (_isReading, _read) = (_order.TryTake(now - Patience, out _reading, out _gapLost, out _gapUnknown), 0);
        return _isReading;
    }

    private int Copy(Span<Complex32> output)
    {
        (int offset, int length, int bits) = _payloads[_reading.Slot];
        int n = Math.Min(output.Length, _reading.Samples - _read);
        DifiSamples.Read(_bytes.AsSpan((_reading.Slot * LongestPacket) + offset, length), bits, _read, output[..n]);
        _read += n;
        if (_read == _reading.Samples)
        {
            _free.Push(_reading.Slot);
            _isReading = false;
        }
        return n;
    }

    private void TakeData(in VitaHeader header, long now)
    {
        if (Bits is not { } bits)
        {
            Unreadable++;
            return;
        }
        int samples = DifiSamples.CountIn(header.PayloadLength, header.PadBits, bits);
        if (samples == 0)
        {
            Refuse("no samples in it");
            return;
        }
        StreamId ??= header.StreamId;
        _order.SampleRateHz = SampleRateHz;
        _payloads[_slot] = (header.PayloadOffset, header.PayloadLength, bits);
        if (_order.Put(new PacketMark(header.Sequence, header.HasTime ? header.Time : null, samples, _slot, now)))
            _slot = -1;
        while (_order.TryTakeFreed(out int freed))
            _free.Push(freed);
        if (_slot < 0)
            _slot = _free.Pop();
    }

    private void TakeContext(in VitaHeader header, ReadOnlySpan<byte> packet)
    {
        if (!DifiContext.TryParse(packet.Slice(header.PayloadOffset, header.PayloadLength), out DifiContext context, out string? problem))
            Refuse(problem!);
        else
            (Context, StreamId) = (context, StreamId ?? header.StreamId);
    }

    private void Refuse(string problem)
    {
        Malformed++;
        LastProblem = problem;
    }
}
