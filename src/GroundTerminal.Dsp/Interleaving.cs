using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Dsp;

/// <summary>Moves between two vectors, for which the portable vectors have no name: one instruction or two of each processor.</summary>
internal static class Interleaving
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Even(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b10_00_10_00) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipEven(a, b) : Vector128.Create(a[0], a[2], b[0], b[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Odd(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.Shuffle(a, b, 0b11_01_11_01) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.UnzipOdd(a, b) : Vector128.Create(a[1], a[3], b[1], b[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PairSums(Vector128<float> a, Vector128<float> b) => Even(a, b) + Odd(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, Vector128<float> e, Vector128<float> f, Vector128<float> g, Vector128<float> h, ref float to)
    {
        StoreTransposed(a, b, c, d, ref to);
        StoreTransposed(e, f, g, h, ref Unsafe.Add(ref to, 4));
    }

    // Shuffles of 256 bits work in halves: a, b, a, b by pairs becomes a, a, b, b. Where there are no such vectors, no Vector256 comes here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Even(Vector256<float> a, Vector256<float> b) =>
        Avx2.IsSupported ? Ordered(Avx.Shuffle(a, b, 0b10_00_10_00)) : Vector256.Create(Even(a.GetLower(), a.GetUpper()), Even(b.GetLower(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Odd(Vector256<float> a, Vector256<float> b) =>
        Avx2.IsSupported ? Ordered(Avx.Shuffle(a, b, 0b11_01_11_01)) : Vector256.Create(Odd(a.GetLower(), a.GetUpper()), Odd(b.GetLower(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PairSums(Vector256<float> a, Vector256<float> b) =>
        Avx2.IsSupported ? Ordered(Avx.Shuffle(a, b, 0b10_00_10_00) + Avx.Shuffle(a, b, 0b11_01_11_01)) : Even(a, b) + Odd(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ZipLow(Vector256<float> a, Vector256<float> b) =>
        Avx2.IsSupported ? Avx.Permute2x128(Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), 0x20) : Vector256.Create(ZipLow(a.GetLower(), b.GetLower()), ZipHigh(a.GetLower(), b.GetLower()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ZipHigh(Vector256<float> a, Vector256<float> b) =>
        Avx2.IsSupported ? Avx.Permute2x128(Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), 0x31) : Vector256.Create(ZipLow(a.GetUpper(), b.GetUpper()), ZipHigh(a.GetUpper(), b.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(
        Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, Vector256<float> e, Vector256<float> f, Vector256<float> g, Vector256<float> h, ref float to)
    {
        if (!Avx2.IsSupported)
        {
            StoreTransposed(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower(), e.GetLower(), f.GetLower(), g.GetLower(), h.GetLower(), ref to);
            StoreTransposed(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper(), e.GetUpper(), f.GetUpper(), g.GetUpper(), h.GetUpper(), ref Unsafe.Add(ref to, 32));
            return;
        }
        var (a0, a1, a2, a3) = Quarters(a, b, c, d);
        var (e0, e1, e2, e3) = Quarters(e, f, g, h);
        Avx.Permute2x128(a0, e0, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(a1, e1, 0x20).StoreUnsafe(ref to, 8);
        Avx.Permute2x128(a2, e2, 0x20).StoreUnsafe(ref to, 16);
        Avx.Permute2x128(a3, e3, 0x20).StoreUnsafe(ref to, 24);
        Avx.Permute2x128(a0, e0, 0x31).StoreUnsafe(ref to, 32);
        Avx.Permute2x128(a1, e1, 0x31).StoreUnsafe(ref to, 40);
        Avx.Permute2x128(a2, e2, 0x31).StoreUnsafe(ref to, 48);
        Avx.Permute2x128(a3, e3, 0x31).StoreUnsafe(ref to, 56);
    }

    /// <summary>Four rows of four, their columns eight floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTransposed(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, ref float to)
    {
        var (ac, bd) = (ZipLow(a, c), ZipLow(b, d));
        ZipLow(ac, bd).StoreUnsafe(ref to);
        ZipHigh(ac, bd).StoreUnsafe(ref to, 8);
        (ac, bd) = (ZipHigh(a, c), ZipHigh(b, d));
        ZipLow(ac, bd).StoreUnsafe(ref to, 16);
        ZipHigh(ac, bd).StoreUnsafe(ref to, 24);
    }

    /// <summary>Columns 0 and 4, 1 and 5, 2 and 6, 3 and 7 of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth) Quarters(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        var (lowAb, highAb, lowCd, highCd) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b), Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        return (Avx.Shuffle(lowAb, lowCd, 0x44), Avx.Shuffle(lowAb, lowCd, 0xEE), Avx.Shuffle(highAb, highCd, 0x44), Avx.Shuffle(highAb, highCd, 0xEE));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Ordered(Vector256<float> x) => Avx2.Permute4x64(x.AsDouble(), 0b11_01_10_00).AsSingle();
}
