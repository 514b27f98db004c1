using System.Numerics;

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

    private readonly bool _scrambled;
    private readonly int _maxFrameLength;
    private readonly int _maxRawBits;
    private readonly int _maxFlips;
    private readonly ulong[] _bits;
    private readonly float[] _soft;
    private readonly byte[] _frame;
    private readonly int[] _weakest = new int[12];
    private readonly float[] _window;
    private ulong _pending;
    private int _pendingCount;
    private ulong _lastLevels, _lastChanges, _lastBits;
    private long _count;
    private long _lastFlagEnd = -1;
    private long _lastAbort = -1;

    /// <param name="scrambled">True for AX.25 G3RUH.</param>
    /// <param name="options">The longest frame looked for, and whether doubtful bits are flipped.</param>
    public Ax25Deframer(bool scrambled, FramingOptions options)
    {
        _scrambled = scrambled;
        _maxFrameLength = options.MaxFrameLength;
        _maxFlips = options.MaxFlippedBits;
        _maxRawBits = ((_maxFrameLength + 2) * 8 * 6 / 5) + 8;
        var words = (int)BitOperations.RoundUpToPowerOf2((uint)((_maxRawBits / 64) + 4));
        _bits = new ulong[words];
        _soft = _maxFlips > 0 ? new float[words * 64] : [];
        _window = _maxFlips > 0 ? new float[_maxRawBits + 64] : [];
        _frame = new byte[_maxFrameLength + 4];
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        foreach (var symbol in symbols)
        {
            if (_maxFlips > 0)
                _soft[(int)(_count + _pendingCount) & (_soft.Length - 1)] = symbol;
            if (symbol > 0)
                _pending |= 1UL << _pendingCount;
            if (++_pendingCount == 64)
                TakeWord(sink);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        (_pending, _pendingCount, _lastLevels, _lastChanges, _lastBits, _count) = (0, 0, 0, 0, 0, 0);
        (_lastFlagEnd, _lastAbort) = (-1, -1);
    }

    private void TakeWord(IDecodeSink sink) => throw new NotImplementedException();
}
