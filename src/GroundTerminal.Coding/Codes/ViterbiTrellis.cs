using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Add-compare-select over the trellis of a convolutional code: vectors of sixteen butterflies, or one by one. Both give the same decisions.</summary>
/// <remarks>
/// A butterfly i takes the states i and i + S/2 to 2i and 2i + 1 (newest bit in bit 0). Metrics are correlations, larger is better, and 16-bit numbers
/// that wrap: only differences are looked at, and those stay far below 2¹⁵ (A. Hekstra, "An alternative to metric rescaling in Viterbi decoders",
/// IEEE Trans. Comm. 37, 1989). Sixteen butterflies' decisions are one word: bit l for the state 2i, bit 16 + l for 2i + 1; set: it came from i + S/2.
/// </remarks>
internal sealed class ViterbiTrellis
{
    private const int Lanes = 16;
    private readonly ConvolutionalCode _code;
    private readonly int _outputsPerStep;
    private readonly int _half;
    private readonly bool _vectorized;
    private readonly short[] _masks;
    private short[] _metrics;
    private short[] _next;

    public ViterbiTrellis(ConvolutionalCode code, bool scalar)
    {
        _code = code;
        _outputsPerStep = code.Generators.Length;
        _half = code.States / 2;
        WordsPerStep = (_half + Lanes - 1) / Lanes;
        _vectorized = !scalar && code.HasAntipodalButterflies && _half % Lanes == 0;
        (_metrics, _next) = (new short[code.States], new short[code.States]);
        _masks = new short[_half * _outputsPerStep];
        for (var i = 0; i < _half; i++)
        {
            for (var j = 0; j < _outputsPerStep; j++)
                _masks[(i / Lanes * Lanes * _outputsPerStep) + (j * Math.Min(_half, Lanes)) + (i % Lanes)] = (short)(((code.Output(2 * i) >> j) & 1) - 1);
        }
    }

    /// <summary>Decision words a step.</summary>
    public int WordsPerStep { get; }

    /// <param name="startState">−1: all states are as likely.</param>
    public void Start(int startState)
    {
        var unlikely = (short)(-2 * _outputsPerStep * ViterbiQuantizer.MaxMagnitude * _code.ConstraintLength);
        Array.Fill(_metrics, startState < 0 ? (short)0 : unlikely);
        if (startState >= 0)
            _metrics[startState & (_code.States - 1)] = 0;
    }

    /// <param name="symbols">Quantised symbols of whole steps.</param>
    /// <param name="decisions"><see cref="WordsPerStep"/> words a step.</param>
    public void Run(ReadOnlySpan<short> symbols, Span<uint> decisions)
    {
        if (!_vectorized)
            RunScalar(symbols, decisions);
        else if (_outputsPerStep == 2)
            RunPairs(symbols, decisions);
        else
            RunVector(symbols, decisions);
    }

    /// <summary>The state of the best metric.</summary>
    public int BestState()
    {
        var best = 0;
        for (var state = 1; state < _metrics.Length; state++)
        {
            if ((short)(_metrics[state] - _metrics[best]) > 0)
                best = state;
        }
        return best;
    }

    private void RunScalar(ReadOnlySpan<short> symbols, Span<uint> decisions)
    {
        decisions.Clear();
        for (var at = 0; at < symbols.Length; at += _outputsPerStep, decisions = decisions[WordsPerStep..])
        {
            var step = symbols.Slice(at, _outputsPerStep);
            for (var state = 0; state < _code.States; state++)
            {
                var low = (short)(_metrics[state >> 1] + Correlation(step, _code.Output(state)));
                var high = (short)(_metrics[(state >> 1) + _half] + Correlation(step, _code.Output(state + _code.States)));
                var fromHigh = (short)(high - low) > 0;
                _next[state] = fromHigh ? high : low;
                if (fromHigh)
                    decisions[(state >> 1) / Lanes] |= 1u << (((state >> 1) % Lanes) + (16 * (state & 1)));
            }
            (_metrics, _next) = (_next, _metrics);
        }
    }

    private static int Correlation(ReadOnlySpan<short> step, int output)
    {
        var sum = 0;
        for (var j = 0; j < step.Length; j++)
            sum += ((output >> j) & 1) != 0 ? step[j] : -step[j];
        return sum;
    }

    private void RunPairs(ReadOnlySpan<short> symbols, Span<uint> decisions)
    {
        ref var mask = ref MemoryMarshal.GetArrayDataReference(_masks);
        ref var word = ref MemoryMarshal.GetReference(decisions);
        var words = WordsPerStep;
        for (var at = 0; at + 2 <= symbols.Length; at += 2)
        {
            ref var from = ref MemoryMarshal.GetArrayDataReference(_metrics);
            ref var to = ref MemoryMarshal.GetArrayDataReference(_next);
            var (first, second) = (Vector256.Create(symbols[at]), Vector256.Create(symbols[at + 1]));
            for (nuint c = 0; c < (nuint)words; c++)
            {
                var (m, n) = (Vector256.LoadUnsafe(ref mask, c * 32), Vector256.LoadUnsafe(ref mask, (c * 32) + 16));
                var branch = ((first ^ m) - m) + ((second ^ n) - n);
                Unsafe.Add(ref word, c) = Butterflies(ref from, ref to, c * Lanes, branch);
            }
            word = ref Unsafe.Add(ref word, words);
            (_metrics, _next) = (_next, _metrics);
        }
    }

    private void RunVector(ReadOnlySpan<short> symbols, Span<uint> decisions)
    {
        ref var mask = ref MemoryMarshal.GetArrayDataReference(_masks);
        for (var at = 0; at < symbols.Length; at += _outputsPerStep, decisions = decisions[WordsPerStep..])
        {
            ref var from = ref MemoryMarshal.GetArrayDataReference(_metrics);
            ref var to = ref MemoryMarshal.GetArrayDataReference(_next);
            for (var c = 0; c < WordsPerStep; c++)
            {
                var branch = Vector256<short>.Zero;
                for (var j = 0; j < _outputsPerStep; j++)
                {
                    var m = Vector256.LoadUnsafe(ref mask, (nuint)(((c * _outputsPerStep) + j) * Lanes));
                    branch += (Vector256.Create(symbols[at + j]) ^ m) - m;
                }
                decisions[c] = Butterflies(ref from, ref to, (nuint)(c * Lanes), branch);
            }
            (_metrics, _next) = (_next, _metrics);
        }
    }

    /// <param name="branch">Correlation with the branch from i to 2i; that from i + S/2 to 2i + 1 is the same, the other two are its negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Butterflies(ref short from, ref short to, nuint i, Vector256<short> branch)
    {
        var (low, high) = (Vector256.LoadUnsafe(ref from, i), Vector256.LoadUnsafe(ref from, i + (nuint)_half));
        var difference = high - low;
        var twice = branch + branch;
        var evenHigh = Vector256.GreaterThan(difference - twice, Vector256<short>.Zero);
        var oddHigh = Vector256.GreaterThan(difference + twice, Vector256<short>.Zero);
        var even = Vector256.ConditionalSelect(evenHigh, high - branch, low + branch).AsUInt16();
        var odd = Vector256.ConditionalSelect(oddHigh, high + branch, low - branch).AsUInt16();
        (Vector256.WidenLower(even) | (Vector256.WidenLower(odd) << 16)).AsInt16().StoreUnsafe(ref to, 2 * i);
        (Vector256.WidenUpper(even) | (Vector256.WidenUpper(odd) << 16)).AsInt16().StoreUnsafe(ref to, (2 * i) + Lanes);
        return evenHigh.ExtractMostSignificantBits() | (oddHigh.ExtractMostSignificantBits() << 16);
    }
}
