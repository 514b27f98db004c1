namespace GroundTerminal.Coding.Codes;

/// <summary>The most likely bytes of a run of 8b/10b data words, with the running disparity that joins them, and how sure each byte is.</summary>
/// <remarks>
/// A trellis of two states, the disparities, with 256 branches each; max-log APP (P. Robertson, E. Villebrun, P. Hoeher, ICC 1995): forward, backward, then for each byte the best path through it.
/// Against word by word decoding it gains what the disparity rules out. Holds scratch: one thread at a time. Decoding allocates nothing.
/// </remarks>
public sealed class EightBTenBSequence
{
    private const int States = 2, Values = 256;
    private static readonly short[] Words = new short[States * Values];
    private static readonly byte[] Next = new byte[States * Values];
    private readonly float[] _branches;         // the best one of each pair of states, word by word
    private readonly float[] _forward;
    private readonly float[] _six = new float[64], _four = new float[16];

    static EightBTenBSequence()
    {
        for (var i = 0; i < Words.Length; i++)
        {
            var disparity = i < Values ? -1 : 1;
            Words[i] = (short)EightBTenB.Encode((byte)i, control: false, ref disparity);
            Next[i] = (byte)(disparity > 0 ? 1 : 0);
        }
    }

    /// <param name="maxWords">Most words at once.</param>
    public EightBTenBSequence(int maxWords)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWords, 1);
        (_branches, _forward) = (new float[maxWords * States * States], new float[(maxWords + 1) * States]);
    }

    /// <summary>Decodes.</summary>
    /// <param name="symbols">Soft symbols, positive means 1, finite and below 10⁶; ten for each byte, first symbol first.</param>
    /// <param name="start">How much the disparity before them seems to be +1 rather than −1: half the difference of the two metrics Σ ±s, such as the correlation with a K28.5 sent at −1 before them; 0 where nothing is known.</param>
    /// <param name="end">The same for the disparity after them.</param>
    /// <param name="bytes">Filled whole.</param>
    /// <param name="reliabilities">One a byte: the lead of its best path over the best one with another byte there.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another, or are more than the decoder was built for.</exception>
    public void Decode(ReadOnlySpan<float> symbols, float start, float end, Span<byte> bytes, Span<float> reliabilities)
    {
        if (symbols.Length != bytes.Length * EightBTenB.WordSymbols || reliabilities.Length != bytes.Length || bytes.Length * States * States > _branches.Length)
            throw new ArgumentException($"{symbols.Length} symbols, {bytes.Length} bytes and {reliabilities.Length} reliabilities.");
        (_forward[0], _forward[1]) = (-start, start);
        for (var t = 0; t < bytes.Length; t++)
            Forward(symbols.Slice(t * EightBTenB.WordSymbols, EightBTenB.WordSymbols), t);
        var (minus, plus) = (-end, end);
        for (var t = bytes.Length - 1; t >= 0; t--)
        {
            (bytes[t], reliabilities[t]) = Choose(symbols.Slice(t * EightBTenB.WordSymbols, EightBTenB.WordSymbols), _forward[States * t], _forward[(States * t) + 1], minus, plus);
            var branches = _branches.AsSpan(t * States * States, States * States);
            (minus, plus) = (Math.Max(branches[0] + minus, branches[1] + plus), Math.Max(branches[2] + minus, branches[3] + plus));
            (minus, plus) = Centre(minus, plus);
        }
    }

    private static (float Minus, float Plus) Centre(float minus, float plus) => ((minus - plus) / 2, (plus - minus) / 2);

    private void Forward(ReadOnlySpan<float> symbols, int t)
    {
        Correlate(symbols);
        var branches = _branches.AsSpan(t * States * States, States * States);
        branches.Fill(float.NegativeInfinity);
        for (var i = 0; i < Words.Length; i++)
        {
            ref var best = ref branches[((i >> 8) * States) + Next[i]];
            best = Math.Max(best, Metric(i));
        }
        var (minus, plus) = (_forward[States * t], _forward[(States * t) + 1]);
        (_forward[States * (t + 1)], _forward[(States * (t + 1)) + 1]) = Centre(Math.Max(minus + branches[0], plus + branches[2]), Math.Max(minus + branches[1], plus + branches[3]));
    }

    private (byte Value, float Lead) Choose(ReadOnlySpan<float> symbols, float fromMinus, float fromPlus, float toMinus, float toPlus)
    {
        Correlate(symbols);
        var (best, second, chosen) = (float.NegativeInfinity, float.NegativeInfinity, 0);
        for (var value = 0; value < Values; value++)
        {
            var metric = Math.Max(
                fromMinus + Metric(value) + (Next[value] == 0 ? toMinus : toPlus),
                fromPlus + Metric(value + Values) + (Next[value + Values] == 0 ? toMinus : toPlus));
            if (metric > best)
                (second, best, chosen) = (best, metric, value);
            else if (metric > second)
                second = metric;
        }
        return ((byte)chosen, best - second);
    }

    private float Metric(int branch) => _six[Words[branch] >> 4] + _four[Words[branch] & 15];

    private void Correlate(ReadOnlySpan<float> symbols)
    {
        Correlate(symbols[..6], _six);
        Correlate(symbols[6..], _four);
    }

    private static void Correlate(ReadOnlySpan<float> symbols, Span<float> patterns)
    {
        patterns[0] = 0;
        for (var i = 0; i < symbols.Length; i++)
        {
            for (var pattern = (1 << i) - 1; pattern >= 0; pattern--)
            {
                var before = patterns[pattern];
                (patterns[2 * pattern], patterns[(2 * pattern) + 1]) = (before - symbols[i], before + symbols[i]);
            }
        }
    }
}
