using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Add-compare-select and traceback for sixty-four states and two symbols a step, all states in registers.</summary>
/// <remarks>
/// A butterfly takes the states i and i + 32 to 2i and 2i + 1, so that every step turns the numbers of the states left by a bit. Here results stay in the places of the butterfly's inputs: after
/// φ steps place p holds the state that is p turned left by φ, partners are places that differ in bit 5 − φ, and after six steps places and states agree again.
/// Beside its metric each place carries the place from which its path set out at the last such moment: tracing back is one look-up for six bits, which are the state's number itself.
/// Metrics are costs of a byte that saturate: Σ |symbol| where path and sign disagree. The states' least weights differ by 8 symbols at most for the codes in use (found by computing
/// them), 8 · 31 = 248; the least metric at the end of a block of six steps is taken off at the end of the next. The scalar form does all the same.
/// </remarks>
internal sealed class ViterbiSixtyFour
{
    /// <summary>Greatest magnitude of a symbol.</summary>
    public const int MaxMagnitude = 31;

    private const int States = 64, BlockSteps = 6;
    private readonly byte[] _patterns = new byte[BlockSteps * States]; // symbols of the branch that stays in its place
    private readonly byte[] _places = new byte[States], _metrics = new byte[States];
    private readonly byte[] _origins;
    private readonly uint[] _costs;
    private readonly bool _scalar;

    /// <param name="code">K = 7, two antipodal generators.</param>
    /// <param name="maxSteps">The longest block.</param>
    /// <param name="scalar">Uses the plain reference form.</param>
    public ViterbiSixtyFour(ConvolutionalCode code, int maxSteps, bool scalar)
    {
        _scalar = scalar;
        _origins = new byte[(maxSteps + BlockSteps - 1) / BlockSteps * States];
        _costs = new uint[maxSteps];
        for (var place = 0; place < States; place++)
        {
            _places[place] = (byte)place;
            for (var phase = 0; phase < BlockSteps; phase++)
            {
                var newest = (place >> (BlockSteps - 1 - phase)) & 1;
                _patterns[(phase * States) + place] = (byte)code.Output((Turn(place, phase) << 1) | newest);
            }
        }
    }

    /// <summary>Finds the best path.</summary>
    /// <param name="symbols">Two a step, of magnitude <see cref="MaxMagnitude"/> at most.</param>
    /// <param name="startState">−1: all are as likely.</param>
    /// <param name="endsInZero">The last state is zero; else the best.</param>
    /// <param name="bits">How many bits to write: one a step, six less where the block ends in zero.</param>
    /// <param name="packedBits">Receives them, the rest of the last byte zero.</param>
    /// <returns>The path's first and last states.</returns>
    public (int Start, int End) Decode(ReadOnlySpan<sbyte> symbols, int startState, bool endsInZero, int bits, Span<byte> packedBits)
    {
        var steps = symbols.Length / 2;
        var costs = _costs.AsSpan(0, steps);
        FillCosts(symbols, costs);
        var phase = (BlockSteps - (steps % BlockSteps)) % BlockSteps;
        _metrics.AsSpan().Fill(startState < 0 ? (byte)0 : byte.MaxValue);
        if (startState >= 0)
            _metrics[Turn(startState & (States - 1), BlockSteps - phase)] = 0;
        if (_scalar)
            RunScalar(costs, phase);
        else if (Vector512.IsHardwareAccelerated)
            Run<ViterbiLanes512>(costs, phase);
        else if (Vector256.IsHardwareAccelerated)
            Run<ViterbiLanes256>(costs, phase);
        else
            Run<ViterbiLanes128>(costs, phase);
        var end = endsInZero ? 0 : _metrics.AsSpan().IndexOf(_metrics.Min());
        return (Turn(TraceBack(steps, end, bits, packedBits), phase), end);
    }

    /// <summary>For each step the costs of the four symbol pairs 00, 10, 01, 11 (the first symbol counts 1), a byte each.</summary>
    private static void FillCosts(ReadOnlySpan<sbyte> symbols, Span<uint> costs)
    {
        var t = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var from = ref MemoryMarshal.GetReference(symbols);
            ref var to = ref MemoryMarshal.GetReference(costs);
            for (; t <= costs.Length - 8; t += 8)
            {
                var s = Vector128.LoadUnsafe(ref from, (nuint)(2 * t));
                var (zero, one) = (Vector128.Max(s, Vector128<sbyte>.Zero).AsByte(), Vector128.Max(-s, Vector128<sbyte>.Zero).AsByte());
                Pairs(Vector128.WidenLower(zero) | (Vector128.WidenLower(one) << 8)).StoreUnsafe(ref to, (nuint)t);
                Pairs(Vector128.WidenUpper(zero) | (Vector128.WidenUpper(one) << 8)).StoreUnsafe(ref to, (nuint)t + 4);
            }
        }
        for (; t < costs.Length; t++)
        {
            int first = symbols[2 * t], second = symbols[(2 * t) + 1];
            var (first0, first1, second0, second1) = (Math.Max(first, 0), Math.Max(-first, 0), Math.Max(second, 0), Math.Max(-second, 0));
            costs[t] = (uint)((first0 + second0) | ((first1 + second0) << 8) | ((first0 + second1) << 16) | ((first1 + second1) << 24));
        }
    }

    /// <summary>Of four steps, from the costs of 0 and 1 of eight symbols.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Pairs(Vector128<ushort> each) =>
        (Vector128.Shuffle(each.AsByte(), Vector128.Create((byte)0, 1, 0, 1, 4, 5, 4, 5, 8, 9, 8, 9, 12, 13, 12, 13))
        + Vector128.Shuffle(each.AsByte(), Vector128.Create((byte)2, 2, 3, 3, 6, 6, 7, 7, 10, 10, 11, 11, 14, 14, 15, 15))).AsUInt32();

    private void Run<T>(ReadOnlySpan<uint> costs, int phase)
        where T : struct, IViterbiLanes<T>
    {
        if (phase == 0)
        {
            RunBlocks<T>(costs, ref _origins[0], default);
            return;
        }
        var first = BlockSteps - phase;
        var least = RunFirst<T>(costs[..first], phase);
        RunBlocks(costs[first..], ref Unsafe.Add(ref _origins[0], States), least);
    }

    /// <summary>A block of fewer steps. Apart, for what is passed by reference is not kept in registers.</summary>
    private T RunFirst<T>(ReadOnlySpan<uint> costs, int phase)
        where T : struct, IViterbiLanes<T>
    {
        var (metrics, origin) = (T.Load(ref _metrics[0]), T.Load(ref _places[0]));
        foreach (var cost in costs)
            StepOf(phase++, ref metrics, ref origin, cost, ref _patterns[0]);
        origin.Store(ref _origins[0]);
        metrics.Store(ref _metrics[0]);
        return T.Least(metrics);
    }

    private void RunBlocks<T>(ReadOnlySpan<uint> costs, ref byte origins, T least)
        where T : struct, IViterbiLanes<T>
    {
        ref var patterns = ref MemoryMarshal.GetArrayDataReference(_patterns);
        var (metrics, places) = (T.Load(ref _metrics[0]), T.Load(ref _places[0]));
        ref var cost = ref MemoryMarshal.GetReference(costs);
        for (var blocks = costs.Length / BlockSteps; blocks > 0; blocks--)
        {
            var origin = places;
            Step(5, ref metrics, ref origin, cost, ref patterns);
            Step(4, ref metrics, ref origin, Unsafe.Add(ref cost, 1), ref patterns);
            Step(3, ref metrics, ref origin, Unsafe.Add(ref cost, 2), ref patterns);
            Step(2, ref metrics, ref origin, Unsafe.Add(ref cost, 3), ref patterns);
            Step(1, ref metrics, ref origin, Unsafe.Add(ref cost, 4), ref patterns);
            Step(0, ref metrics, ref origin, Unsafe.Add(ref cost, 5), ref patterns);
            metrics = T.Subtract(metrics, least);
            least = T.Least(metrics);
            origin.Store(ref origins);
            cost = ref Unsafe.Add(ref cost, BlockSteps);
            origins = ref Unsafe.Add(ref origins, States);
        }
        metrics.Store(ref _metrics[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step<T>(int bit, ref T metrics, ref T origin, uint cost, ref byte patterns)
        where T : struct, IViterbiLanes<T>
    {
        T.Pick(cost, ref Unsafe.Add(ref patterns, (BlockSteps - 1 - bit) * States), out var named, out var opposite);
        var stay = T.AddSaturate(metrics, named);
        var come = T.AddSaturate(T.Swap(metrics, bit), opposite);
        metrics = T.Min(stay, come);
        origin = T.WhereEqual(metrics, stay, origin, T.Swap(origin, bit));
    }

    private static void StepOf<T>(int phase, ref T metrics, ref T origin, uint cost, ref byte patterns)
        where T : struct, IViterbiLanes<T>
    {
        switch (phase)
        {
            case 1: Step(4, ref metrics, ref origin, cost, ref patterns); break;
            case 2: Step(3, ref metrics, ref origin, cost, ref patterns); break;
            case 3: Step(2, ref metrics, ref origin, cost, ref patterns); break;
            case 4: Step(1, ref metrics, ref origin, cost, ref patterns); break;
            default: Step(0, ref metrics, ref origin, cost, ref patterns); break;
        }
    }

    private void RunScalar(ReadOnlySpan<uint> costs, int phase)
    {
        Span<byte> metrics = _metrics, origin = stackalloc byte[States], before = stackalloc byte[States], originBefore = stackalloc byte[States];
        _places.CopyTo(origin);
        byte least = 0;
        var block = 0;
        foreach (var cost in costs)
        {
            metrics.CopyTo(before);
            origin.CopyTo(originBefore);
            for (var place = 0; place < States; place++)
            {
                var partner = place ^ (1 << (BlockSteps - 1 - phase));
                var pattern = _patterns[(phase * States) + place];
                var stay = Math.Min(byte.MaxValue, before[place] + (byte)(cost >> (8 * pattern)));
                var come = Math.Min(byte.MaxValue, before[partner] + (byte)(cost >> (8 * (3 - pattern))));
                metrics[place] = (byte)Math.Min(stay, come);
                origin[place] = originBefore[stay <= come ? place : partner];
            }
            if (++phase < BlockSteps)
                continue;
            foreach (ref var metric in metrics)
                metric -= least;
            least = _metrics.Min();
            origin.CopyTo(_origins.AsSpan(block++ * States));
            _places.CopyTo(origin);
            phase = 0;
        }
    }

    /// <summary>From the last block to the first, whose steps may be fewer.</summary>
    /// <returns>The place of the path's start.</returns>
    private int TraceBack(int steps, int end, int bits, Span<byte> packedBits)
    {
        ref var origins = ref MemoryMarshal.GetArrayDataReference(_origins);
        var (block, place) = (((steps + BlockSteps - 1) / BlockSteps) - 1, end);
        if (bits < steps && block >= 0) // the tail
            place = Unsafe.Add(ref origins, (block-- * States) + place);
        var at = (bits + 7) / 8;
        var (gathered, have) = (0, (8 * at) - bits);
        for (; block > 0; block--)
        {
            gathered |= place << have;
            have += BlockSteps;
            place = Unsafe.Add(ref origins, (block * States) + place);
            if (have < 8)
                continue;
            packedBits[--at] = (byte)gathered;
            gathered >>= 8;
            have -= 8;
        }
        if (block == 0)
        {
            gathered |= (place & (byte.MaxValue >> (8 - (((bits - 1) % BlockSteps) + 1)))) << have;
            place = Unsafe.Add(ref origins, place);
        }
        for (; at > 0; gathered >>= 8)
            packedBits[--at] = (byte)gathered;
        return place;
    }

    /// <summary>Six bits turned left.</summary>
    private static int Turn(int place, int by) => ((place << by) | (place >> (BlockSteps - by))) & (States - 1);
}
