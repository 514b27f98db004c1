using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>How eight complex numbers lie in memory.</summary>
internal interface IFftLayout
{
    static abstract (Vector256<float> Re, Vector256<float> Im) Load(ref float re, ref float im, nuint at);

    static abstract void Store(Vector256<float> inRe, Vector256<float> inIm, ref float re, ref float im, nuint at);
}

/// <summary>Real and imaginary parts apart.</summary>
internal readonly struct SplitLayout : IFftLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Re, Vector256<float> Im) Load(ref float re, ref float im, nuint at) => (Vector256.LoadUnsafe(ref re, at), Vector256.LoadUnsafe(ref im, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> inRe, Vector256<float> inIm, ref float re, ref float im, nuint at)
    {
        inRe.StoreUnsafe(ref re, at);
        inIm.StoreUnsafe(ref im, at);
    }
}

/// <summary>Real and imaginary parts in turns, from where the real parts are said to begin.</summary>
internal readonly struct InterleavedLayout : IFftLayout
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Re, Vector256<float> Im) Load(ref float re, ref float im, nuint at)
    {
        var (a, b) = (Vector256.LoadUnsafe(ref re, 2 * at), Vector256.LoadUnsafe(ref re, (2 * at) + 8));
        return (Interleaving.Even(a, b), Interleaving.Odd(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> inRe, Vector256<float> inIm, ref float re, ref float im, nuint at)
    {
        Interleaving.ZipLow(inRe, inIm).StoreUnsafe(ref re, 2 * at);
        Interleaving.ZipHigh(inRe, inIm).StoreUnsafe(ref re, (2 * at) + 8);
    }
}
