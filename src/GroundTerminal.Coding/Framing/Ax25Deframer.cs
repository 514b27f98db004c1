using System.Numerics;
using System.Runtime.Intrinsics;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Framing;

/// <summary>Channel symbols to AX.25 frames: NRZI, G3RUH's descrambler where asked for, HDLC flags and bit stuffing, frame check.</summary>
/// <remarks>
/// Works on 64 symbols at a time: line code, descrambler and the search for flags and aborts are a few word operations, and bits are looked at
/// one by one only between two flags that are a legal frame apart. NRZI makes it blind to polarity. Sources: see <see cref="Ax25Framer"/>.
/// </remarks>
public sealed class Ax25Deframer : IDeframer
{
    /// <summary>Shortest legal frame without its check: two addresses and a control octet (AX.25 v2.2 §3.3 and §3.12).</summary>
    public const int MinFrameLength = 15;

    private const int WeakSymbols = 8;
    private readonly IHdlcContent? _content;
    private readonly HdlcLine _line;
    private readonly int[] _spread;
    private readonly int _maxFrameLength;
    private readonly int _maxRawBits;
    private readonly int _maxFlips;
    private readonly ulong[] _bits;
    private readonly float[] _soft;
    private readonly ulong[] _trial;
    private readonly byte[] _frame;
    private readonly int[] _weakest = new int[WeakSymbols];
    private ulong _pending, _lastLevels, _lastBits;
    private ulong _lastOnce = ulong.MaxValue;
    private ulong _lastChanges = ulong.MaxValue;
    private int _pendingCount;
    private long _count;
    private long _lastFlagEnd = -1;

    /// <param name="scrambled">True for AX.25 G3RUH.</param>
    /// <param name="options">The longest frame looked for, and whether doubtful bits are flipped.</param>
    /// <param name="content">Decides instead of the frame check, and gives the payload, where the frame holds a code word.</param>
    public Ax25Deframer(bool scrambled, FramingOptions options, IHdlcContent? content = null)
        : this(scrambled ? HdlcLine.NrzIScrambled : HdlcLine.NrzI, options, content)
    {
    }

    /// <param name="line">How bits become symbols.</param>
    /// <param name="options">The longest frame looked for, and whether doubtful bits are flipped.</param>
    /// <param name="content">Decides instead of the frame check, and gives the payload, where the frame holds a code word.</param>
    public Ax25Deframer(HdlcLine line, FramingOptions options, IHdlcContent? content = null)
    {
        (_line, _content) = (line, content);
        _spread = Spread(line);
        _maxFrameLength = options.MaxFrameLength;
        _maxFlips = options.MaxFlippedBits;
        _maxRawBits = ((_maxFrameLength + 2) * 8 * 6 / 5) + 8;
        _bits = new ulong[(int)BitOperations.RoundUpToPowerOf2((uint)((_maxRawBits / 64) + 4))];
        _soft = _maxFlips > 0 ? new float[_bits.Length * 64] : [];
        _trial = new ulong[(_maxRawBits / 64) + 2];
        _frame = new byte[_maxFrameLength + 4];
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var take = Math.Min(symbols.Length, 64 - _pendingCount);
            _pending |= HardBits(symbols[..take]) << _pendingCount;
            if (_maxFlips > 0)
                symbols[..take].CopyTo(_soft.AsSpan((int)(_count + _pendingCount) & (_soft.Length - 1)));
            _pendingCount += take;
            symbols = symbols[take..];
            if (_pendingCount == 64)
                TakeWord(sink);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        (_pending, _lastLevels, _lastOnce, _lastChanges, _lastBits) = (0, 0, ulong.MaxValue, ulong.MaxValue, 0);
        (_pendingCount, _count, _lastFlagEnd) = (0, 0, -1);
    }

    private static ulong HardBits(ReadOnlySpan<float> symbols)
    {
        ulong word = 0;
        var i = 0;
        for (; i + 8 <= symbols.Length; i += 8)
            word |= (ulong)Vector256.GreaterThan(Vector256.Create(symbols.Slice(i, 8)), Vector256<float>.Zero).ExtractMostSignificantBits() << i;
        for (; i < symbols.Length; i++)
            word |= (symbols[i] > 0 ? 1UL : 0) << i;
        return word;
    }

    private static ulong Delay(ulong word, ulong before, int by) => (word << by) | (before >> (64 - by));

    private void TakeWord(IDecodeSink sink)
    {
        var levels = _pending;
        var once = _line == HdlcLine.Nrz ? levels : ~(levels ^ Delay(levels, _lastLevels, 1));
        var changes = _line == HdlcLine.TwiceNrzIScrambled ? ~(once ^ Delay(once, _lastOnce, 1)) : once;
        var bits = _line is HdlcLine.NrzIScrambled or HdlcLine.TwiceNrzIScrambled ? changes ^ Delay(changes, _lastChanges, 12) ^ Delay(changes, _lastChanges, 17) : changes;
        _bits[(int)(_count >> 6) & (_bits.Length - 1)] = bits;
        var six = Delay(bits, _lastBits, 1) & Delay(bits, _lastBits, 2) & Delay(bits, _lastBits, 3)
            & Delay(bits, _lastBits, 4) & Delay(bits, _lastBits, 5) & Delay(bits, _lastBits, 6);
        for (var events = six; events != 0; events &= events - 1)
        {
            var i = BitOperations.TrailingZeroCount(events);
            if (((bits >> i) & 1) != 0)
                _lastFlagEnd = -1;
            else
                FlagEndsAt(_count + i, sink);
        }
        (_lastLevels, _lastOnce, _lastChanges, _lastBits) = (levels, once, changes, bits);
        _count += 64;
        (_pending, _pendingCount) = (0, 0);
    }

    private void FlagEndsAt(long end, IDecodeSink sink)
    {
        var first = _lastFlagEnd + 1;
        var length = end - 7 - first;
        if (_lastFlagEnd >= 0 && length >= (MinFrameLength + 2) * 8)
        {
            if (length > _maxRawBits)
                sink.OnResult(new DecodeResult { Status = DecodeStatus.TooLong, FirstSymbol = first, EndSymbol = end - 7 });
            else
                TryFrame(first, (int)length, sink);
        }
        _lastFlagEnd = end;
    }

    private void TryFrame(long first, int length, IDecodeSink sink)
    {
        var raw = _trial.AsSpan(0, (length + 63) / 64);
        for (var i = 0; i < raw.Length; i++)
            raw[i] = RawWord(first + (i * 64L));
        var status = Check(raw, length, out var bytes);
        var corrected = 0;
        if (status != DecodeStatus.Ok && _maxFlips > 0)
            corrected = Flip(first, raw, length, ref status, ref bytes);
        ReadOnlySpan<byte> payload = status != DecodeStatus.Ok ? default : _content is null ? _frame.AsSpan(0, bytes - 2) : _content.Payload;
        sink.OnResult(new DecodeResult
        {
            Status = status,
            Payload = payload,
            FirstSymbol = first,
            EndSymbol = first + length,
            CorrectedBits = status == DecodeStatus.Ok && _content is not null ? corrected + _content.Corrected : corrected,
            HeaderPlausible = _content is not null || Ax25Header.IsPlausible(payload),
        });
    }

    private ulong RawWord(long at)
    {
        var index = (int)(at >> 6);
        var shift = (int)(at & 63);
        var low = _bits[index & (_bits.Length - 1)];
        return shift == 0 ? low : (low >> shift) | (_bits[(index + 1) & (_bits.Length - 1)] << (64 - shift));
    }

    /// <summary>Takes the stuffed zeros out and computes the check.</summary>
    private DecodeStatus Check(ReadOnlySpan<ulong> raw, int length, out int bytes)
    {
        int ones = 0, filled = 0, octet = 0;
        bytes = 0;
        for (var i = 0; i < length; i++)
        {
            var bit = (int)(raw[i >> 6] >> (i & 63)) & 1;
            if (ones == 5)
            {
                if (bit != 0)
                    return DecodeStatus.Aborted;
                ones = 0;
                continue;
            }
            ones = (ones + 1) & -bit;
            octet |= bit << filled;
            if (++filled < 8)
                continue;
            if (bytes == _frame.Length)
                return DecodeStatus.TooLong;
            _frame[bytes++] = (byte)octet;
            (filled, octet) = (0, 0);
        }
        if (filled != 0)
            return DecodeStatus.Aborted;
        if (bytes < MinFrameLength + 2)
            return DecodeStatus.TooShort;
        if (bytes > _maxFrameLength + 2)
            return DecodeStatus.TooLong;
        if (_content is not null)
            return _content.Decode(_frame.AsSpan(0, bytes)) ? DecodeStatus.Ok : DecodeStatus.CheckFailed;
        var sent = _frame[bytes - 2] | (_frame[bytes - 1] << 8);
        return Crc.Crc16X25.Compute(_frame.AsSpan(0, bytes - 2)) == sent ? DecodeStatus.Ok : DecodeStatus.CheckFailed;
    }

    /// <summary>Flips the weakest symbol, then pairs of weak symbols. A repair counts only with a plausible header, since each trial is one more chance for the check to pass by accident.</summary>
    private int Flip(long first, Span<ulong> raw, int length, ref DecodeStatus status, ref int bytes)
    {
        var weak = FindWeakest(first, length);
        for (var i = 0; i < weak; i++)
        {
            Toggle(raw, length, _weakest[i]);
            for (var j = -1; j < (_maxFlips > 1 ? i : 0); j++)
            {
                if (j >= 0)
                    Toggle(raw, length, _weakest[j]);
                if (Check(raw, length, out bytes) == DecodeStatus.Ok && (_content is not null || Ax25Header.IsPlausible(_frame.AsSpan(0, bytes - 2))))
                {
                    status = DecodeStatus.Ok;
                    return j >= 0 ? 2 : 1;
                }
                if (j >= 0)
                    Toggle(raw, length, _weakest[j]);
            }
            Toggle(raw, length, _weakest[i]);
        }
        return 0;
    }

    /// <summary>The bits that one wrong symbol makes wrong, as delays: two for NRZ-I, three times as many for the descrambler.</summary>
    private static int[] Spread(HdlcLine line) => line switch
    {
        HdlcLine.NrzI => [0, 1],
        HdlcLine.NrzIScrambled => [0, 1, 12, 13, 17, 18],
        HdlcLine.TwiceNrzIScrambled => [0, 2, 12, 14, 17, 19],
        _ => [0],
    };

    private void Toggle(Span<ulong> raw, int length, int symbol)
    {
        foreach (var delay in _spread)
            ToggleBit(raw, length, symbol + delay);
    }

    private static void ToggleBit(Span<ulong> raw, int length, int at)
    {
        if ((uint)at < (uint)length)
            raw[at >> 6] ^= 1UL << (at & 63);
    }

    /// <summary>Positions, relative to the frame's first symbol, of the symbols of least magnitude that reach into the frame, weakest first.</summary>
    private int FindWeakest(long first, int length)
    {
        var count = 0;
        for (var at = (int)Math.Max(-_spread[^1], -first); at < length; at++)
        {
            var magnitude = Magnitude(first, at);
            if (count == WeakSymbols && !(magnitude < Magnitude(first, _weakest[count - 1])))
                continue;
            var place = count < WeakSymbols ? count++ : count - 1;
            for (; place > 0 && magnitude < Magnitude(first, _weakest[place - 1]); place--)
                _weakest[place] = _weakest[place - 1];
            _weakest[place] = at;
        }
        return count;
    }

    private float Magnitude(long first, int at) => Math.Abs(_soft[(int)(first + at) & (_soft.Length - 1)]);
}
