using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroundTerminal.Coding.Codes;

/// <summary>Forward and backward passes of a component code of <see cref="TurboCode"/>, a vector of windows of its trellis at a time.</summary>
/// <remarks>
/// Windows stand side by side: number w of a step is at step · <see cref="Windows"/> + w. With state bits m1 m2 m3 m4, m1 the newest, states 2j and 2j + 1 lead to states j and j + 8, and with j = m1 m2 m3 the branches
/// 2j → j and 2j + 1 → j + 8 carry the data bit m3 and the parities m1 + m3, m2 and m1 + m2 + m3; the other two carry the inverse of all these. So one number γ is enough for each j.
/// </remarks>
internal static class TurboKernel
{
    /// <summary>Windows of the trellis.</summary>
    public const int Windows = 32;

    /// <summary>Of the code.</summary>
    public const int States = 16;
    private const int Pairs = States / 2;

    /// <summary>Greatest extrinsic value, and with the channel's at most 511 for a data bit: then metrics of all states stay within 8 000.</summary>
    private const short MostExtrinsic = 384;

    /// <summary>γ of the eight pairs of states in a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Branches<T>(ref short data, ref short parities, int parityStride, ref short gammas, int at)
        where T : struct, ITurboLanes<T>
    {
        var (s, p1, p2, p3) = (T.Load(ref data, at), T.Load(ref parities, at), T.Load(ref parities, at + parityStride), T.Load(ref parities, at + (2 * parityStride)));
        var (sum, difference, same, other, zero) = (s + p1, s - p1, p2 + p3, p2 - p3, T.All(0));
        (sum + same).Store(ref gammas, 0);
        (other - sum).Store(ref gammas, Windows);
        (sum - same).Store(ref gammas, 2 * Windows);
        (zero - sum - other).Store(ref gammas, 3 * Windows);
        (difference + other).Store(ref gammas, 4 * Windows);
        (same - difference).Store(ref gammas, 5 * Windows);
        (difference - other).Store(ref gammas, 6 * Windows);
        (zero - difference - same).Store(ref gammas, 7 * Windows);
    }

    /// <summary>Forward metrics of all steps.</summary>
    /// <param name="data">What is known of each step's data bit, in halves of a log-likelihood ratio of 0 against 1.</param>
    /// <param name="parities">The three parities' the same, one after the other.</param>
    /// <param name="metrics">(steps + 1) · States · Windows; those before the first step are there.</param>
    /// <param name="scratch">Pairs · Windows or more.</param>
    /// <param name="window">First window of the vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ReadOnlySpan<short> data, ReadOnlySpan<short> parities, Span<short> metrics, Span<short> scratch, int window)
        where T : struct, ITurboLanes<T>
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(data), window);
        ref var parity = ref Unsafe.Add(ref MemoryMarshal.GetReference(parities), window);
        ref var metric = ref Unsafe.Add(ref MemoryMarshal.GetReference(metrics), window);
        ref var gammas = ref MemoryMarshal.GetReference(scratch);
        for (var at = 0; at < data.Length; at += Windows)
        {
            Branches<T>(ref first, ref parity, data.Length, ref gammas, at);
            var (now, next) = (States * at, States * (at + Windows));
            var level = T.Load(ref metric, now);
            for (var j = 0; j < Pairs; j++)
            {
                var g = T.Load(ref gammas, j * Windows);
                var (even, odd) = (T.Load(ref metric, now + (2 * j * Windows)) - level, T.Load(ref metric, now + (((2 * j) + 1) * Windows)) - level);
                T.Join(even + g, odd - g).Store(ref metric, next + (j * Windows));
                T.Join(even - g, odd + g).Store(ref metric, next + ((j + Pairs) * Windows));
            }
        }
    }

    /// <summary>Backward metrics, and with them what the code says of each data bit.</summary>
    /// <param name="extrinsic">Receives it, in halves of a log-likelihood ratio, without <paramref name="data"/>; holds what it said before.</param>
    /// <param name="backward">2 · States · Windows: the metrics after the last step, in the first half; receives those before the first step, there too.</param>
    /// <returns>Whether a decision is not that with the extrinsic value before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Backward<T>(ReadOnlySpan<short> data, ReadOnlySpan<short> parities, ReadOnlySpan<short> metrics, Span<short> extrinsic, Span<short> backward, Span<short> scratch, int window)
        where T : struct, ITurboLanes<T>
    {
        ref var first = ref Unsafe.Add(ref MemoryMarshal.GetReference(data), window);
        ref var parity = ref Unsafe.Add(ref MemoryMarshal.GetReference(parities), window);
        ref var metric = ref Unsafe.Add(ref MemoryMarshal.GetReference(metrics), window);
        ref var said = ref Unsafe.Add(ref MemoryMarshal.GetReference(extrinsic), window);
        ref var beta = ref Unsafe.Add(ref MemoryMarshal.GetReference(backward), window);
        ref var gammas = ref MemoryMarshal.GetReference(scratch);
        var changed = T.All(0);
        var (now, next) = (0, States * Windows);
        for (var at = data.Length - Windows; at >= 0; at -= Windows)
        {
            Branches<T>(ref first, ref parity, data.Length, ref gammas, at);
            var ratio = Step<T>(ref metric, ref beta, ref gammas, States * at, now, next);
            (now, next) = (next, now);
            var known = T.Load(ref first, at);
            var learnt = T.Clip(ratio - known, MostExtrinsic);
            changed |= (known + T.Load(ref said, at)) ^ (known + learnt);
            learnt.Store(ref said, at);
        }
        if (now != 0)
        {
            for (var i = 0; i < States * Windows; i += Windows)
                T.Load(ref beta, now + i).Store(ref beta, i);
        }
        return T.AnyNegative(changed);
    }

    /// <summary>One step backward.</summary>
    /// <returns>Half the log-likelihood ratio of the data bit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Step<T>(ref short metric, ref short beta, ref short gammas, int forward, int now, int next)
        where T : struct, ITurboLanes<T>
    {
        var (zeros, ones) = (T.All(short.MinValue), T.All(short.MinValue));
        var level = T.Load(ref beta, now);
        for (var j = 0; j < Pairs; j += 2)
        {
            for (var k = j; k < j + 2; k++)
            {
                var g = T.Load(ref gammas, k * Windows);
                var (low, high) = (T.Load(ref beta, now + (k * Windows)) - level, T.Load(ref beta, now + ((k + Pairs) * Windows)) - level);
                var (even, odd) = (T.Load(ref metric, forward + (2 * k * Windows)), T.Load(ref metric, forward + (((2 * k) + 1) * Windows)));
                var (with, against) = (T.Join(even + low, odd + high) + g, T.Join(odd + low, even + high) - g);
                (zeros, ones) = k == j ? (T.Join(zeros, with), T.Join(ones, against)) : (T.Join(zeros, against), T.Join(ones, with));
                T.Join(low + g, high - g).Store(ref beta, next + (2 * k * Windows));
                T.Join(low - g, high + g).Store(ref beta, next + (((2 * k) + 1) * Windows));
            }
        }
        return T.Half(T.Difference(zeros, ones));
    }
}
