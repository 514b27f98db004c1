namespace GroundTerminal.Coding.Codes;

/// <summary>Soft-decision maximum-likelihood decoder of a <see cref="ConvolutionalCode"/>, a block at a time.</summary>
/// <remarks>
/// A. Viterbi, IEEE Trans. Inf. Theory IT-13, 1967; G. Forney, "The Viterbi Algorithm", Proc. IEEE 61, 1973. The whole block is traced back, so there is no
/// truncation. The scale of the symbols does not matter; it must only be the same within a block. Sign errors are no errors of the code: an inverted
/// stream needs its own decoding.
/// </remarks>
public sealed class ViterbiDecoder
{
    private readonly ConvolutionalCode _code;
    private readonly ViterbiTrellis _trellis;
    private readonly short[] _received;
    private readonly short[] _symbols;
    private readonly uint[] _decisions;
    private readonly int _maxSteps;

    /// <param name="code">The code.</param>
    /// <param name="maxInformationBits">The most bits of a block, its tail of K − 1 not counted.</param>
    /// <param name="scalar">Uses the plain reference form instead of vectors; the result is the same.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxInformationBits"/> is below 1 or above 2²⁴.</exception>
    public ViterbiDecoder(ConvolutionalCode code, int maxInformationBits, bool scalar = false)
    {
        if (maxInformationBits is < 1 or > 1 << 24)
            throw new ArgumentOutOfRangeException(nameof(maxInformationBits), maxInformationBits, "A block has 1 to 2^24 bits.");
        _code = code;
        _trellis = new ViterbiTrellis(code, scalar);
        _maxSteps = maxInformationBits + code.ConstraintLength - 1;
        _symbols = new short[_maxSteps * code.Generators.Length];
        _received = code.IsPunctured ? new short[code.SymbolCount(_maxSteps)] : _symbols;
        _decisions = new uint[_maxSteps * _trellis.WordsPerStep];
    }

    /// <summary>The code.</summary>
    public ConvolutionalCode Code => _code;

    /// <summary>Information bits that a block of so many symbols gives.</summary>
    public int BitCount(int symbols, ViterbiEnds ends) => Math.Max(0, _code.BitCount(symbols) - (ends.EndsInZero ? _code.ConstraintLength - 1 : 0));

    /// <summary>Decodes one block.</summary>
    /// <param name="symbols">Soft symbols as sent, punctured ones left out, from the start of the puncturing pattern; positive means 1, 0 and NaN are erasures. Symbols of a last step that is not whole are not looked at.</param>
    /// <param name="packedBits">Receives the bits, most significant first, the last byte filled with zeros; at least (<see cref="BitCount"/> + 7)/8 long.</param>
    /// <param name="ends">What is known about start and end.</param>
    /// <returns>How many bits, and how good they are.</returns>
    /// <exception cref="ArgumentException">The block is longer than the decoder was built for, or the room for bits is too short.</exception>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, Span<byte> packedBits, ViterbiEnds ends)
    {
        var steps = _code.BitCount(symbols.Length);
        var bits = BitCount(symbols.Length, ends);
        if (steps > _maxSteps)
            throw new ArgumentException($"{steps} steps of the trellis; the decoder was built for {_maxSteps}.", nameof(symbols));
        if (packedBits.Length * 8L < bits)
            throw new ArgumentException($"{packedBits.Length} bytes of room for {bits} bits.", nameof(packedBits));
        var received = symbols[.._code.SymbolCount(steps)];
        ViterbiQuantizer.Quantize(received, _received);
        if (_code.IsPunctured)
            Depuncture(steps);
        _trellis.Start(ends.StartState);
        _trellis.Run(_symbols.AsSpan(0, steps * _code.Generators.Length), _decisions.AsSpan(0, steps * _trellis.WordsPerStep));
        packedBits[..((bits + 7) / 8)].Clear();
        return TraceBack(steps, bits, ends.EndsInZero ? 0 : _trellis.BestState(), packedBits);
    }

    private void Depuncture(int steps)
    {
        var pattern = _code.Puncturing;
        var length = steps * _code.Generators.Length;
        var (taken, place) = (0, 0);
        for (var i = 0; i < length; i++)
        {
            _symbols[i] = pattern[place] ? _received[taken++] : (short)0;
            if (++place == pattern.Length)
                place = 0;
        }
    }

    private ViterbiResult TraceBack(int steps, int bits, int finalState, Span<byte> packedBits)
    {
        var words = _trellis.WordsPerStep;
        var n = _code.Generators.Length;
        var (outputs, high, half) = (_code.OutputTable, _code.ConstraintLength - 1, _code.States >> 1);
        ReadOnlySpan<short> symbols = _symbols.AsSpan(0, steps * n);
        ReadOnlySpan<uint> decisions = _decisions.AsSpan(0, steps * words);
        var state = finalState;
        int present = 0, wrong = 0;
        long total = 0, lost = 0;
        for (var t = steps - 1; t >= 0; t--)
        {
            var butterfly = state >> 1;
            var fromHigh = (int)(decisions[(t * words) + (butterfly >> 4)] >> ((butterfly & 15) + ((state & 1) << 4))) & 1;
            var inverse = ~outputs[state | (fromHigh << high)];
            foreach (int symbol in symbols.Slice(t * n, n))
            {
                var sign = symbol >> 31;
                var magnitude = (symbol ^ sign) - sign;
                var disagrees = sign ^ -(inverse & 1); // an erasure is neither, and adds nothing
                inverse >>= 1;
                var there = (-magnitude) >>> 31;
                present += there;
                wrong += there & disagrees;
                total += magnitude;
                lost += magnitude & disagrees;
            }
            if (t < bits)
                packedBits[t >> 3] |= (byte)((state & 1) << (7 - (t & 7)));
            state = butterfly + (half & -fromHigh);
        }
        return new ViterbiResult(bits, finalState, present, wrong, total == 0 ? 0 : (float)(total - (2 * lost)) / total);
    }
}
