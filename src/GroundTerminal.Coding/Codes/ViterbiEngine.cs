namespace GroundTerminal.Coding.Codes;

/// <summary>For any code: <see cref="ViterbiTrellis"/>, traced back step by step.</summary>
internal sealed class ViterbiEngine : IViterbiEngine
{
    private readonly ConvolutionalCode _code;
    private readonly ViterbiTrellis _trellis;
    private readonly short[] _received, _symbols;
    private readonly uint[] _decisions;

    public ViterbiEngine(ConvolutionalCode code, int maxSteps, bool scalar)
    {
        _code = code;
        _trellis = new ViterbiTrellis(code, scalar);
        _symbols = new short[maxSteps * code.Generators.Length];
        _received = code.IsPunctured ? new short[code.SymbolCount(maxSteps)] : _symbols;
        _decisions = new uint[maxSteps * _trellis.WordsPerStep];
    }

    /// <inheritdoc/>
    public ViterbiResult Decode(ReadOnlySpan<float> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
        ViterbiQuantizer.Quantize(symbols, _received.AsSpan(0, symbols.Length));
        return Decode(steps, bits, ends, packedBits);
    }

    /// <inheritdoc/>
    public ViterbiResult Decode(ReadOnlySpan<sbyte> symbols, int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
        for (var i = 0; i < symbols.Length; i++)
            _received[i] = Math.Max((short)-ViterbiQuantizer.MaxMagnitude, symbols[i]);
        return Decode(steps, bits, ends, packedBits);
    }

    private ViterbiResult Decode(int steps, int bits, ViterbiEnds ends, Span<byte> packedBits)
    {
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
