using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>The most likely bytes of a run of 8b/10b data words, with the running disparity that joins them, and how sure each byte is.</summary>
/// <remarks>
/// A trellis of two states, the disparities, with 256 branches each; max-log APP (P. Robertson, E. Villebrun, P. Hoeher, ICC 1995): forward, backward, then for each byte the best path through it.
/// Against word by word decoding it gains what the disparity rules out. Holds scratch: one thread at a time. Decoding allocates nothing.
/// </remarks>
public sealed class EightBTenBSequence
{
    private const int States = 2, Values = 256, Branches = States * Values, Lanes = 8;
    private static readonly float[] Signs = new float[EightBTenB.WordSymbols * Branches]; // for each symbol of a word those of all branches
    private static readonly int[] NextIsPlus = new int[Branches];                         // all ones where the disparity after the branch is +1
    private readonly float[] _branches;         // the best one of each pair of states, word by word
    private readonly float[] _forward;
    private readonly float[] _metrics = new float[Branches];

    static EightBTenBSequence()
    {
        for (var i = 0; i < Branches; i++)
        {
            var disparity = i < Values ? -1 : 1;
            var word = EightBTenB.Encode((byte)i, control: false, ref disparity);
            for (var symbol = 0; symbol < EightBTenB.WordSymbols; symbol++)
                Signs[(symbol * Branches) + i] = ((word >> (EightBTenB.WordSymbols - 1 - symbol)) & 1) != 0 ? 1 : -1;
            NextIsPlus[i] = disparity > 0 ? -1 : 0;
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
        for (var state = 0; state < States; state++)
            (branches[States * state], branches[(States * state) + 1]) = Best(state * Values);
        var (minus, plus) = (_forward[States * t], _forward[(States * t) + 1]);
        (_forward[States * (t + 1)], _forward[(States * (t + 1)) + 1]) = Centre(Math.Max(minus + branches[0], plus + branches[2]), Math.Max(minus + branches[1], plus + branches[3]));
    }

    /// <summary>The best of 256 branches to each state.</summary>
    private (float ToMinus, float ToPlus) Best(int first)
    {
        var (none, minus, plus) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity));
        for (var i = first; i < first + Values; i += Lanes)
        {
            var (metric, isPlus) = (Load(_metrics, i), Load(NextIsPlus, i).AsSingle());
            (minus, plus) = (Vector256.MaxNative(minus, Vector256.ConditionalSelect(isPlus, none, metric)), Vector256.MaxNative(plus, Vector256.ConditionalSelect(isPlus, metric, none)));
        }
        return (Greatest(minus), Greatest(plus));
    }

    private (byte Value, float Lead) Choose(ReadOnlySpan<float> symbols, float fromMinus, float fromPlus, float toMinus, float toPlus)
    {
        Correlate(symbols);
        var (best, second, chosen) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity), Vector256<int>.Zero);
        for (var value = 0; value < Values; value += Lanes)
        {
            var metric = Vector256.MaxNative(Through(value, fromMinus, toMinus, toPlus), Through(value + Values, fromPlus, toMinus, toPlus));
            var isBetter = Vector256.GreaterThan(metric, best).AsInt32();
            second = Vector256.MaxNative(second, Vector256.MinNative(best, metric));
            best = Vector256.MaxNative(best, metric);
            chosen = Vector256.ConditionalSelect(isBetter, Vector256.Create(value), chosen);
        }
        var (lead, lane) = (float.NegativeInfinity, 0);
        var runnerUp = Greatest(second);
        for (var i = 0; i < Lanes; i++)
        {
            (lead, lane, runnerUp) = best[i] > lead ? (best[i], i, Math.Max(runnerUp, lead)) : (lead, lane, Math.Max(runnerUp, best[i]));
        }
        return ((byte)(chosen[lane] + lane), lead - runnerUp);
    }

    /// <summary>The best paths through eight branches from one state.</summary>
    private Vector256<float> Through(int branch, float from, float toMinus, float toPlus) =>
        Load(_metrics, branch) + Vector256.Create(from) + Vector256.ConditionalSelect(Load(NextIsPlus, branch).AsSingle(), Vector256.Create(toPlus), Vector256.Create(toMinus));

    /// <summary>The correlation of a word with all branches.</summary>
    private void Correlate(ReadOnlySpan<float> symbols)
    {
        ref var metric = ref MemoryMarshal.GetArrayDataReference(_metrics);
        for (var i = 0; i < Branches; i += 4 * Lanes)
        {
            var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var j = 0; j < symbols.Length; j++)
            {
                var (symbol, at) = (Vector256.Create(symbols[j]), (j * Branches) + i);
                (a, b) = (a + (symbol * Load(Signs, at)), b + (symbol * Load(Signs, at + Lanes)));
                (c, d) = (c + (symbol * Load(Signs, at + (2 * Lanes))), d + (symbol * Load(Signs, at + (3 * Lanes))));
            }
            a.StoreUnsafe(ref metric, (nuint)i);
            b.StoreUnsafe(ref metric, (nuint)(i + Lanes));
            c.StoreUnsafe(ref metric, (nuint)(i + (2 * Lanes)));
            d.StoreUnsafe(ref metric, (nuint)(i + (3 * Lanes)));
        }
    }

    private static Vector256<T> Load<T>(T[] values, int at) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    private static float Greatest(Vector256<float> values)
    {
        var halves = Vector128.MaxNative(values.GetLower(), values.GetUpper());
        return Math.Max(Math.Max(halves[0], halves[1]), Math.Max(halves[2], halves[3]));
    }
}
