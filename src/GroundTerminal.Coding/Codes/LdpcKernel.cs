using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GroundTerminal.Coding.Codes;

/// <summary>The checks of one row of circulants, a vector of them at a time.</summary>
/// <remarks>
/// Beliefs of a column of circulants stand in a stretch of their own with the first ones repeated behind the last, so that any vector of them can be loaded; what is stored near an end is stored twice.
/// </remarks>
internal static class LdpcKernel
{
    /// <summary>Most checks in one vector, and room before and (twice) behind a column's beliefs.</summary>
    public const int MostLanes = 64;

    /// <summary>Most circulants in a row.</summary>
    public const int MostEdges = 32;

    /// <summary>Improves the beliefs by some checks of a row.</summary>
    /// <param name="taps">The row's circulants: where their columns begin among the beliefs, and their shifts.</param>
    /// <param name="messages">What each check last told each of its bits, circulant by circulant; the row's first circulant.</param>
    /// <param name="scratch">MostEdges · MostLanes.</param>
    /// <param name="size">Of a circulant.</param>
    /// <param name="check">First of the checks; none shares a bit with another.</param>
    /// <param name="top">Of the correction.</param>
    /// <param name="limit">Greatest message.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Improve<T>(Span<sbyte> beliefs, ReadOnlySpan<LdpcTap> taps, Span<sbyte> messages, Span<sbyte> scratch, int size, int check, sbyte top, sbyte limit)
        where T : struct, ILdpcLanes<T>
    {
        ref var belief = ref MemoryMarshal.GetReference(beliefs);
        ref var message = ref MemoryMarshal.GetReference(messages);
        ref var kept = ref MemoryMarshal.GetReference(scratch);
        var (least, rest, signs, tops) = (T.All(sbyte.MaxValue), T.All(sbyte.MaxValue), T.All(0), T.All(top));
        for (var edge = 0; edge < taps.Length; edge++)
        {
            var known = T.Load(ref belief, taps[edge].At(check, size)) - T.Load(ref message, (edge * size) + check);
            known.Store(ref kept, edge * MostLanes);
            signs ^= known;
            var magnitude = T.Abs(known);
            var more = T.Most(least, magnitude);
            least = T.Least(least, magnitude);
            rest = T.Combine(T.Least(rest, more), T.Most(rest, more), tops);
        }
        var all = T.Least(T.Combine(T.Least(rest, least), T.Most(rest, least), tops), T.All(limit));
        rest = T.Least(rest, T.All(limit));
        for (var edge = 0; edge < taps.Length; edge++)
        {
            var known = T.Load(ref kept, edge * MostLanes);
            var told = T.Signed(T.Choose(T.Abs(known), least, rest, all), signs ^ known);
            told.Store(ref message, (edge * size) + check);
            Store(known + told, ref belief, taps[edge], check, size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T value, ref sbyte belief, LdpcTap tap, int check, int size)
        where T : struct, ILdpcLanes<T>
    {
        var at = tap.At(check, size);
        value.Store(ref belief, at);
        if (at - tap.Start < T.Count)
            value.Store(ref belief, at + size);
        if (at - tap.Start > size - T.Count)
            value.Store(ref belief, at - size);
    }

    /// <summary>Whether one of some checks does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreFailing<T>(ReadOnlySpan<sbyte> beliefs, ReadOnlySpan<LdpcTap> taps, int size, int check)
        where T : struct, ILdpcLanes<T>
    {
        ref var belief = ref MemoryMarshal.GetReference(beliefs);
        var signs = T.All(0);
        foreach (ref readonly var tap in taps)
            signs ^= T.Load(ref belief, tap.At(check, size));
        return T.AnyNegative(signs);
    }
}
