using System.Runtime.CompilerServices;

namespace GroundTerminal.Dsp;

/// <summary>How complex numbers lie in memory.</summary>
internal interface IFftLayout
{
    static abstract (TLanes Re, TLanes Im) Load<TLanes>(ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes>;

    static abstract void Store<TLanes>(TLanes inRe, TLanes inIm, ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes>;
}

/// <summary>Real and imaginary parts apart.</summary>
internal readonly struct SplitLayout : IFftLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Re, TLanes Im) Load<TLanes>(ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes> => (TLanes.Load(ref re, at), TLanes.Load(ref im, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes inRe, TLanes inIm, ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        inRe.Store(ref re, at);
        inIm.Store(ref im, at);
    }
}

/// <summary>Real and imaginary parts in turns, from where the real parts are said to begin.</summary>
internal readonly struct InterleavedLayout : IFftLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TLanes Re, TLanes Im) Load<TLanes>(ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        var (a, b) = (TLanes.Load(ref re, 2 * at), TLanes.Load(ref re, (2 * at) + (nuint)TLanes.Count));
        return (TLanes.Even(a, b), TLanes.Odd(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TLanes>(TLanes inRe, TLanes inIm, ref float re, ref float im, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        TLanes.ZipLow(inRe, inIm).Store(ref re, 2 * at);
        TLanes.ZipHigh(inRe, inIm).Store(ref re, (2 * at) + (nuint)TLanes.Count);
    }
}
