using System.Numerics;
using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>Finds the packets of <see cref="K2sat"/> in the decoded bits.</summary>
/// <remarks>
/// Syncs are kept until an end marker comes, then every one that is whole bytes before it is tried, the oldest first: a packet may hold both markers. Sync, end marker and CRC are 64 bits, so that
/// random ones give no frame in a lifetime. Bytes checked are bounded by bits that came in.
/// </remarks>
internal sealed class K2satPackets
{
    private const ushort Sync = (K2sat.IdleOctet << 8) | K2sat.Flag;
    private const uint EndMarker = 0x7E555555;
    private const int MaxSyncs = 32;

    /// <summary>Bytes that may be needed yet: the flag, a packet, and one more since a packet may begin inside a byte.</summary>
    private const int Kept = K2sat.MaxPacketLength + 2;
    private const int BytesPerBit = 1, WorkAtOnce = 16 * K2sat.MaxPacketLength;
    private readonly byte[] _bits = new byte[2 * Kept];
    private readonly ushort[] _wrong = new ushort[2 * Kept];
    private readonly byte[] _frame = new byte[Kept];
    private readonly long[] _syncs = new long[MaxSyncs];
    private int _length, _syncCount;
    private long _dropped, _firstSymbol, _seen;
    private ulong _window;
    private WorkBudget _work = new(BytesPerBit, WorkAtOnce);

    public void Reset()
    {
        _work.Reset();
        _seen = 0;
        Begin(0);
    }

    /// <summary>Bits that do not go on from the last ones.</summary>
    /// <param name="firstSymbol">Number of the symbol that the first of them begins with.</param>
    public void Begin(long firstSymbol) => (_firstSymbol, _length, _syncCount, _dropped, _window) = (firstSymbol, 0, 0, 0, 0);

    /// <summary>Takes the next bits.</summary>
    /// <param name="bits">Packed, most significant first.</param>
    /// <param name="wrong">For each byte the symbols that were corrected, two for each bit.</param>
    /// <param name="sink">Takes the frames.</param>
    public void Append(ReadOnlySpan<byte> bits, ReadOnlySpan<ushort> wrong, IDecodeSink sink)
    {
        if (_length + bits.Length > _bits.Length)
            Slide();
        bits.CopyTo(_bits.AsSpan(_length));
        wrong.CopyTo(_wrong.AsSpan(_length));
        foreach (var octet in bits)
        {
            _length++;
            _seen += 8;
            _window = (_window << 8) | octet;
            for (var shift = 7; shift >= 0; shift--)
            {
                var last = (uint)(_window >> shift);
                if ((ushort)last == Sync)
                    Remember((8 * (_dropped + _length)) - shift);
                else if (last == EndMarker)
                    End((8 * (_dropped + _length)) - shift - (8 * K2sat.MarkerLength), sink);
            }
        }
    }

    private void Slide()
    {
        var drop = _length - Kept;
        _bits.AsSpan(drop, Kept).CopyTo(_bits);
        _wrong.AsSpan(drop, Kept).CopyTo(_wrong);
        (_dropped, _length) = (_dropped + drop, Kept);
    }

    /// <summary>Where there is no room, the oldest goes.</summary>
    private void Remember(long start)
    {
        if (_syncCount == MaxSyncs)
            _syncs.AsSpan(1, --_syncCount).CopyTo(_syncs);
        _syncs[_syncCount++] = start;
    }

    /// <param name="end">The first bit after a packet's CRC.</param>
    private void End(long end, IDecodeSink sink)
    {
        var refused = -1L;
        foreach (var start in _syncs.AsSpan(0, _syncCount))
        {
            var (length, rest) = Math.DivRem(end - start, 8);
            if (rest != 0 || length < Ax25Deframer.MinFrameLength + K2sat.CheckLength || length > K2sat.MaxPacketLength - K2sat.MarkerLength)
                continue;
            if (!_work.Take(length, _seen))
                break;
            var frame = _frame.AsSpan(0, 1 + (int)length);
            Extract(start - 8, frame);
            if (Crc.Crc16CcittFalse.IsValid(frame, lowOctetFirst: false))
            {
                Report(DecodeStatus.Ok, start, end, frame[1..^K2sat.CheckLength], sink);
                _syncCount = 0;
                return;
            }
            refused = start;
        }
        if (refused >= 0)
            Report(DecodeStatus.CheckFailed, refused, end, default, sink);
    }

    private void Extract(long firstBit, Span<byte> octets)
    {
        var (at, shift) = ((int)((firstBit / 8) - _dropped), 8 - (int)(firstBit % 8));
        for (var i = 0; i < octets.Length; i++)
            octets[i] = (byte)(((_bits[at + i] << 8) | _bits[at + i + 1]) >> shift);
    }

    private void Report(DecodeStatus status, long start, long end, ReadOnlySpan<byte> payload, IDecodeSink sink) => sink.OnResult(new DecodeResult
    {
        Status = status,
        Payload = payload,
        FirstSymbol = _firstSymbol + (2 * start),
        EndSymbol = _firstSymbol + (2 * end),
        CorrectedBits = status == DecodeStatus.Ok ? Corrected(start, end) : 0,
        HeaderPlausible = true,
    });

    /// <summary>Symbols corrected from a bit to before another.</summary>
    private int Corrected(long start, long end)
    {
        var (first, last) = ((int)((start / 8) - _dropped), (int)((end / 8) - _dropped));
        var (head, tail) = ((1 << (8 - (int)(start % 8))) - 1, (1 << (8 - (int)(end % 8))) - 1);
        var count = BitOperations.PopCount((uint)(_wrong[first] & (head * 0x101))) - BitOperations.PopCount((uint)(_wrong[last] & (tail * 0x101)));
        for (var i = first + 1; i <= last; i++)
            count += BitOperations.PopCount(_wrong[i]);
        return count;
    }
}
