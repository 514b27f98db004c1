using System.Runtime.CompilerServices;

namespace GroundTerminal.Dsp;

/// <summary>The passes of <see cref="Fft"/>: y[q + s(R·p + k)] = w^(kp)·Σ x[q + s(p + l·m)]·W_R^(kl), w of order R·m, W_R of order R; as many numbers at a time as a vector has.</summary>
/// <remarks>Written out, and nothing handed by reference: what lies in a variable stays in a register.</remarks>
internal static class FftPasses
{
    private const float Half = 0.70710678f;

    /// <summary>Radix 8 with s = 1: a vector of p at a time; what comes out is transposed.</summary>
    /// <param name="w">For each vector of p: real and imaginary parts of w^p, of w^2p … w^7p.</param>
    public static void First8<TIn, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, ref float w)
        where TIn : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        var (half, lanes) = (TLanes.Create(Half), (nuint)TLanes.Count);
        for (nuint p = 0; p < m; p += lanes)
        {
            var (s0r, s0i, d0r, d0i) = Pair<TIn, TLanes>(ref xr, ref xi, p, p + (4 * m));
            var (s2r, s2i, d2r, d2i) = Pair<TIn, TLanes>(ref xr, ref xi, p + (2 * m), p + (6 * m));
            var (s1r, s1i, d1r, d1i) = Pair<TIn, TLanes>(ref xr, ref xi, p + m, p + (5 * m));
            var (s3r, s3i, d3r, d3i) = Pair<TIn, TLanes>(ref xr, ref xi, p + (3 * m), p + (7 * m));
            var (pr, pi, mr, mi) = (s0r + s2r, s0i + s2i, s0r - s2r, s0i - s2i);
            var (tr, ti, ur, ui) = (s1r + s3r, s1i + s3i, s1r - s3r, s1i - s3i);
            var (y0r, y0i) = (pr + tr, pi + ti);
            var (y4r, y4i) = Turned(pr - tr, pi - ti, TLanes.Load(ref w, 6 * lanes), TLanes.Load(ref w, 7 * lanes));
            var (y2r, y2i) = Turned(mr + ui, mi - ur, TLanes.Load(ref w, 2 * lanes), TLanes.Load(ref w, 3 * lanes));
            var (y6r, y6i) = Turned(mr - ui, mi + ur, TLanes.Load(ref w, 10 * lanes), TLanes.Load(ref w, 11 * lanes));
            // The differences turned by nothing, an eighth, a quarter and three eighths.
            var (e1r, e1i, e3r, e3i) = ((d1r + d1i) * half, (d1i - d1r) * half, (d3i - d3r) * half, (d3r + d3i) * half);
            (pr, pi, mr, mi) = (d0r + d2i, d0i - d2r, d0r - d2i, d0i + d2r);
            (tr, ti, ur, ui) = (e1r + e3r, e1i - e3i, e1r - e3r, e1i + e3i);
            var (y1r, y1i) = Turned(pr + tr, pi + ti, TLanes.Load(ref w, 0), TLanes.Load(ref w, lanes));
            var (y5r, y5i) = Turned(pr - tr, pi - ti, TLanes.Load(ref w, 8 * lanes), TLanes.Load(ref w, 9 * lanes));
            var (y3r, y3i) = Turned(mr + ui, mi - ur, TLanes.Load(ref w, 4 * lanes), TLanes.Load(ref w, 5 * lanes));
            var (y7r, y7i) = Turned(mr - ui, mi + ur, TLanes.Load(ref w, 12 * lanes), TLanes.Load(ref w, 13 * lanes));
            TLanes.StoreTransposed(y0r, y1r, y2r, y3r, y4r, y5r, y6r, y7r, ref Unsafe.Add(ref yr, 8 * p));
            TLanes.StoreTransposed(y0i, y1i, y2i, y3i, y4i, y5i, y6i, y7i, ref Unsafe.Add(ref yi, 8 * p));
            w = ref Unsafe.Add(ref w, 14 * lanes);
        }
    }

    /// <summary>Radix 8, s a multiple of 8.</summary>
    /// <param name="w">For each p: real and imaginary part of w^p, of w^2p … w^7p.</param>
    public static void Wide8<TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, nuint s, ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        var (half, lanes) = (TLanes.Create(Half), (nuint)TLanes.Count);
        var far = m * s;
        for (nuint p = 0; p < m; p++)
        {
            var (i, o) = (s * p, 8 * s * p);
            for (var end = i + s; i < end; i += lanes, o += lanes)
            {
                var (s0r, s0i, d0r, d0i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i, i + (4 * far));
                var (s2r, s2i, d2r, d2i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + (2 * far), i + (6 * far));
                var (s1r, s1i, d1r, d1i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + far, i + (5 * far));
                var (s3r, s3i, d3r, d3i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + (3 * far), i + (7 * far));
                var (pr, pi, mr, mi) = (s0r + s2r, s0i + s2i, s0r - s2r, s0i - s2i);
                var (tr, ti, ur, ui) = (s1r + s3r, s1i + s3i, s1r - s3r, s1i - s3i);
                SplitLayout.Store(pr + tr, pi + ti, ref yr, ref yi, o);
                StoreTurned(pr - tr, pi - ti, ref Unsafe.Add(ref w, 6), ref yr, ref yi, o + (4 * s));
                StoreTurned(mr + ui, mi - ur, ref Unsafe.Add(ref w, 2), ref yr, ref yi, o + (2 * s));
                StoreTurned(mr - ui, mi + ur, ref Unsafe.Add(ref w, 10), ref yr, ref yi, o + (6 * s));
                var (e1r, e1i, e3r, e3i) = ((d1r + d1i) * half, (d1i - d1r) * half, (d3i - d3r) * half, (d3r + d3i) * half);
                (pr, pi, mr, mi) = (d0r + d2i, d0i - d2r, d0r - d2i, d0i + d2r);
                (tr, ti, ur, ui) = (e1r + e3r, e1i - e3i, e1r - e3r, e1i + e3i);
                StoreTurned(pr + tr, pi + ti, ref w, ref yr, ref yi, o + s);
                StoreTurned(pr - tr, pi - ti, ref Unsafe.Add(ref w, 8), ref yr, ref yi, o + (5 * s));
                StoreTurned(mr + ui, mi - ur, ref Unsafe.Add(ref w, 4), ref yr, ref yi, o + (3 * s));
                StoreTurned(mr - ui, mi + ur, ref Unsafe.Add(ref w, 12), ref yr, ref yi, o + (7 * s));
            }
            w = ref Unsafe.Add(ref w, 14);
        }
    }

    /// <summary>Radix 8 with m = 1, s a multiple of 8.</summary>
    public static void Last8<TOut, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint s)
        where TOut : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        var (half, lanes) = (TLanes.Create(Half), (nuint)TLanes.Count);
        for (nuint i = 0; i < s; i += lanes)
        {
            var (s0r, s0i, d0r, d0i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i, i + (4 * s));
            var (s2r, s2i, d2r, d2i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + (2 * s), i + (6 * s));
            var (s1r, s1i, d1r, d1i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + s, i + (5 * s));
            var (s3r, s3i, d3r, d3i) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + (3 * s), i + (7 * s));
            var (pr, pi, mr, mi) = (s0r + s2r, s0i + s2i, s0r - s2r, s0i - s2i);
            var (tr, ti, ur, ui) = (s1r + s3r, s1i + s3i, s1r - s3r, s1i - s3i);
            TOut.Store(pr + tr, pi + ti, ref yr, ref yi, i);
            TOut.Store(pr - tr, pi - ti, ref yr, ref yi, i + (4 * s));
            TOut.Store(mr + ui, mi - ur, ref yr, ref yi, i + (2 * s));
            TOut.Store(mr - ui, mi + ur, ref yr, ref yi, i + (6 * s));
            var (e1r, e1i, e3r, e3i) = ((d1r + d1i) * half, (d1i - d1r) * half, (d3i - d3r) * half, (d3r + d3i) * half);
            (pr, pi, mr, mi) = (d0r + d2i, d0i - d2r, d0r - d2i, d0i + d2r);
            (tr, ti, ur, ui) = (e1r + e3r, e1i - e3i, e1r - e3r, e1i + e3i);
            TOut.Store(pr + tr, pi + ti, ref yr, ref yi, i + s);
            TOut.Store(pr - tr, pi - ti, ref yr, ref yi, i + (5 * s));
            TOut.Store(mr + ui, mi - ur, ref yr, ref yi, i + (3 * s));
            TOut.Store(mr - ui, mi + ur, ref yr, ref yi, i + (7 * s));
        }
    }

    /// <summary>Radix 4, s a multiple of 8.</summary>
    /// <param name="w">For each p: real and imaginary part of w^p, w^2p and w^3p.</param>
    public static void Wide4<TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, nuint s, ref float w)
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = (nuint)TLanes.Count;
        var far = m * s;
        for (nuint p = 0; p < m; p++)
        {
            var (i, o) = (s * p, 4 * s * p);
            for (var end = i + s; i < end; i += lanes, o += lanes)
            {
                var (pr, pi, mr, mi) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i, i + (2 * far));
                var (tr, ti, ur, ui) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + far, i + (3 * far));
                SplitLayout.Store(pr + tr, pi + ti, ref yr, ref yi, o);
                StoreTurned(mr + ui, mi - ur, ref w, ref yr, ref yi, o + s);
                StoreTurned(pr - tr, pi - ti, ref Unsafe.Add(ref w, 2), ref yr, ref yi, o + (2 * s));
                StoreTurned(mr - ui, mi + ur, ref Unsafe.Add(ref w, 4), ref yr, ref yi, o + (3 * s));
            }
            w = ref Unsafe.Add(ref w, 6);
        }
    }

    /// <summary>Radix 4 with m = 1, s a multiple of 8.</summary>
    public static void Last4<TOut, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint s)
        where TOut : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = (nuint)TLanes.Count;
        for (nuint i = 0; i < s; i += lanes)
        {
            var (pr, pi, mr, mi) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i, i + (2 * s));
            var (tr, ti, ur, ui) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i + s, i + (3 * s));
            TOut.Store(pr + tr, pi + ti, ref yr, ref yi, i);
            TOut.Store(mr + ui, mi - ur, ref yr, ref yi, i + s);
            TOut.Store(pr - tr, pi - ti, ref yr, ref yi, i + (2 * s));
            TOut.Store(mr - ui, mi + ur, ref yr, ref yi, i + (3 * s));
        }
    }

    /// <summary>Radix 2 with m = 1, s a multiple of 8.</summary>
    public static void Last2<TOut, TLanes>(ref float xr, ref float xi, ref float yr, ref float yi, nuint s)
        where TOut : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        var lanes = (nuint)TLanes.Count;
        for (nuint i = 0; i < s; i += lanes)
        {
            var (pr, pi, mr, mi) = Pair<SplitLayout, TLanes>(ref xr, ref xi, i, i + s);
            TOut.Store(pr, pi, ref yr, ref yi, i);
            TOut.Store(mr, mi, ref yr, ref yi, i + s);
        }
    }

    /// <summary>Sum and difference of the numbers at two places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes SumRe, TLanes SumIm, TLanes DifferenceRe, TLanes DifferenceIm) Pair<TIn, TLanes>(ref float xr, ref float xi, nuint a, nuint b)
        where TIn : IFftLayout
        where TLanes : struct, ILanes<TLanes>
    {
        var (ar, ai) = TIn.Load<TLanes>(ref xr, ref xi, a);
        var (br, bi) = TIn.Load<TLanes>(ref xr, ref xi, b);
        return (ar + br, ai + bi, ar - br, ai - bi);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (TLanes Re, TLanes Im) Turned<TLanes>(TLanes re, TLanes im, TLanes wr, TLanes wi)
        where TLanes : struct, ILanes<TLanes> =>
        (TLanes.MultiplyAdd(re, wr, -(im * wi)), TLanes.MultiplyAdd(re, wi, im * wr));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned<TLanes>(TLanes re, TLanes im, ref float w, ref float yr, ref float yi, nuint at)
        where TLanes : struct, ILanes<TLanes>
    {
        var (wr, wi) = (TLanes.Create(w), TLanes.Create(Unsafe.Add(ref w, 1)));
        TLanes.MultiplyAdd(re, wr, -(im * wi)).Store(ref yr, at);
        TLanes.MultiplyAdd(re, wi, im * wr).Store(ref yi, at);
    }
}
