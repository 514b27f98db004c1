using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>The passes of <see cref="Fft"/>: y[q + s(R·p + k)] = w^(kp)·Σ x[q + s(p + l·m)]·W_R^(kl), w of order R·m, W_R of order R; eight numbers at a time.</summary>
internal static class FftPasses
{
    /// <summary>Radix 8 with s = 1: eight p at a time; what comes out is transposed.</summary>
    /// <param name="w">For each eight p: real and imaginary parts of w^p, of w^2p … w^7p.</param>
    public static void First8<TIn>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, ref float w)
        where TIn : IFftLayout
    {
        for (nuint p = 0; p < m; p += 8)
        {
            TIn.Load(ref xr, ref xi, p, out var ar, out var ai);
            TIn.Load(ref xr, ref xi, p + m, out var br, out var bi);
            TIn.Load(ref xr, ref xi, p + (2 * m), out var cr, out var ci);
            TIn.Load(ref xr, ref xi, p + (3 * m), out var dr, out var di);
            TIn.Load(ref xr, ref xi, p + (4 * m), out var er, out var ei);
            TIn.Load(ref xr, ref xi, p + (5 * m), out var fr, out var fi);
            TIn.Load(ref xr, ref xi, p + (6 * m), out var gr, out var gi);
            TIn.Load(ref xr, ref xi, p + (7 * m), out var hr, out var hi);
            Butterfly8(ref ar, ref ai, ref br, ref bi, ref cr, ref ci, ref dr, ref di, ref er, ref ei, ref fr, ref fi, ref gr, ref gi, ref hr, ref hi);
            Turn(ref br, ref bi, Vector256.LoadUnsafe(ref w), Vector256.LoadUnsafe(ref w, 8));
            Turn(ref cr, ref ci, Vector256.LoadUnsafe(ref w, 16), Vector256.LoadUnsafe(ref w, 24));
            Turn(ref dr, ref di, Vector256.LoadUnsafe(ref w, 32), Vector256.LoadUnsafe(ref w, 40));
            Turn(ref er, ref ei, Vector256.LoadUnsafe(ref w, 48), Vector256.LoadUnsafe(ref w, 56));
            Turn(ref fr, ref fi, Vector256.LoadUnsafe(ref w, 64), Vector256.LoadUnsafe(ref w, 72));
            Turn(ref gr, ref gi, Vector256.LoadUnsafe(ref w, 80), Vector256.LoadUnsafe(ref w, 88));
            Turn(ref hr, ref hi, Vector256.LoadUnsafe(ref w, 96), Vector256.LoadUnsafe(ref w, 104));
            Interleaving.StoreTransposed(ar, br, cr, dr, er, fr, gr, hr, ref Unsafe.Add(ref yr, 8 * p));
            Interleaving.StoreTransposed(ai, bi, ci, di, ei, fi, gi, hi, ref Unsafe.Add(ref yi, 8 * p));
            w = ref Unsafe.Add(ref w, 112);
        }
    }

    /// <summary>Radix 8, s a multiple of 8.</summary>
    /// <param name="w">For each p but 0: real and imaginary part of w^p, of w^2p … w^7p.</param>
    public static void Wide8<TOut>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, nuint s, ref float w)
        where TOut : IFftLayout
    {
        var far = m * s;
        for (nuint p = 0; p < m; p++)
        {
            var (i, o) = (s * p, 8 * s * p);
            if (p == 0)
            {
                for (; i < s; i += 8, o += 8)
                {
                    Load8(ref xr, ref xi, i, far, out var ar, out var ai, out var br, out var bi, out var cr, out var ci, out var dr, out var di, out var er, out var ei, out var fr, out var fi, out var gr, out var gi, out var hr, out var hi);
                    Butterfly8(ref ar, ref ai, ref br, ref bi, ref cr, ref ci, ref dr, ref di, ref er, ref ei, ref fr, ref fi, ref gr, ref gi, ref hr, ref hi);
                    Store8<TOut>(ref yr, ref yi, o, s, ar, ai, br, bi, cr, ci, dr, di, er, ei, fr, fi, gr, gi, hr, hi);
                }
                continue;
            }
            for (var end = i + s; i < end; i += 8, o += 8)
            {
                Load8(ref xr, ref xi, i, far, out var ar, out var ai, out var br, out var bi, out var cr, out var ci, out var dr, out var di, out var er, out var ei, out var fr, out var fi, out var gr, out var gi, out var hr, out var hi);
                Butterfly8(ref ar, ref ai, ref br, ref bi, ref cr, ref ci, ref dr, ref di, ref er, ref ei, ref fr, ref fi, ref gr, ref gi, ref hr, ref hi);
                Turn(ref br, ref bi, ref w);
                Turn(ref cr, ref ci, ref Unsafe.Add(ref w, 2));
                Turn(ref dr, ref di, ref Unsafe.Add(ref w, 4));
                Turn(ref er, ref ei, ref Unsafe.Add(ref w, 6));
                Turn(ref fr, ref fi, ref Unsafe.Add(ref w, 8));
                Turn(ref gr, ref gi, ref Unsafe.Add(ref w, 10));
                Turn(ref hr, ref hi, ref Unsafe.Add(ref w, 12));
                Store8<TOut>(ref yr, ref yi, o, s, ar, ai, br, bi, cr, ci, dr, di, er, ei, fr, fi, gr, gi, hr, hi);
            }
            w = ref Unsafe.Add(ref w, 14);
        }
    }

    /// <summary>Radix 4, s a multiple of 8.</summary>
    /// <param name="w">For each p but 0: real and imaginary part of w^p, w^2p and w^3p.</param>
    public static void Wide4<TOut>(ref float xr, ref float xi, ref float yr, ref float yi, nuint m, nuint s, ref float w)
        where TOut : IFftLayout
    {
        var far = m * s;
        for (nuint p = 0; p < m; p++)
        {
            var (i, o) = (s * p, 4 * s * p);
            for (var end = i + s; i < end; i += 8, o += 8)
            {
                var (ar, ai) = (Vector256.LoadUnsafe(ref xr, i), Vector256.LoadUnsafe(ref xi, i));
                var (br, bi) = (Vector256.LoadUnsafe(ref xr, i + far), Vector256.LoadUnsafe(ref xi, i + far));
                var (cr, ci) = (Vector256.LoadUnsafe(ref xr, i + (2 * far)), Vector256.LoadUnsafe(ref xi, i + (2 * far)));
                var (dr, di) = (Vector256.LoadUnsafe(ref xr, i + (3 * far)), Vector256.LoadUnsafe(ref xi, i + (3 * far)));
                Butterfly4(ref ar, ref ai, ref br, ref bi, ref cr, ref ci, ref dr, ref di);
                if (p != 0)
                {
                    Turn(ref br, ref bi, ref w);
                    Turn(ref cr, ref ci, ref Unsafe.Add(ref w, 2));
                    Turn(ref dr, ref di, ref Unsafe.Add(ref w, 4));
                }
                TOut.Store(ar, ai, ref yr, ref yi, o);
                TOut.Store(br, bi, ref yr, ref yi, o + s);
                TOut.Store(cr, ci, ref yr, ref yi, o + (2 * s));
                TOut.Store(dr, di, ref yr, ref yi, o + (3 * s));
            }
            if (p != 0)
                w = ref Unsafe.Add(ref w, 6);
        }
    }

    /// <summary>Radix 2 with m = 1, s a multiple of 8.</summary>
    public static void Last2<TOut>(ref float xr, ref float xi, ref float yr, ref float yi, nuint s)
        where TOut : IFftLayout
    {
        for (nuint i = 0; i < s; i += 8)
        {
            var (ar, ai) = (Vector256.LoadUnsafe(ref xr, i), Vector256.LoadUnsafe(ref xi, i));
            var (br, bi) = (Vector256.LoadUnsafe(ref xr, i + s), Vector256.LoadUnsafe(ref xi, i + s));
            TOut.Store(ar + br, ai + bi, ref yr, ref yi, i);
            TOut.Store(ar - br, ai - bi, ref yr, ref yi, i + s);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load8(
        ref float xr, ref float xi, nuint i, nuint far,
        out Vector256<float> ar, out Vector256<float> ai, out Vector256<float> br, out Vector256<float> bi, out Vector256<float> cr, out Vector256<float> ci, out Vector256<float> dr, out Vector256<float> di,
        out Vector256<float> er, out Vector256<float> ei, out Vector256<float> fr, out Vector256<float> fi, out Vector256<float> gr, out Vector256<float> gi, out Vector256<float> hr, out Vector256<float> hi)
    {
        (ar, ai) = (Vector256.LoadUnsafe(ref xr, i), Vector256.LoadUnsafe(ref xi, i));
        (br, bi) = (Vector256.LoadUnsafe(ref xr, i + far), Vector256.LoadUnsafe(ref xi, i + far));
        (cr, ci) = (Vector256.LoadUnsafe(ref xr, i + (2 * far)), Vector256.LoadUnsafe(ref xi, i + (2 * far)));
        (dr, di) = (Vector256.LoadUnsafe(ref xr, i + (3 * far)), Vector256.LoadUnsafe(ref xi, i + (3 * far)));
        (er, ei) = (Vector256.LoadUnsafe(ref xr, i + (4 * far)), Vector256.LoadUnsafe(ref xi, i + (4 * far)));
        (fr, fi) = (Vector256.LoadUnsafe(ref xr, i + (5 * far)), Vector256.LoadUnsafe(ref xi, i + (5 * far)));
        (gr, gi) = (Vector256.LoadUnsafe(ref xr, i + (6 * far)), Vector256.LoadUnsafe(ref xi, i + (6 * far)));
        (hr, hi) = (Vector256.LoadUnsafe(ref xr, i + (7 * far)), Vector256.LoadUnsafe(ref xi, i + (7 * far)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store8<TOut>(
        ref float yr, ref float yi, nuint o, nuint s,
        Vector256<float> ar, Vector256<float> ai, Vector256<float> br, Vector256<float> bi, Vector256<float> cr, Vector256<float> ci, Vector256<float> dr, Vector256<float> di,
        Vector256<float> er, Vector256<float> ei, Vector256<float> fr, Vector256<float> fi, Vector256<float> gr, Vector256<float> gi, Vector256<float> hr, Vector256<float> hi)
        where TOut : IFftLayout
    {
        TOut.Store(ar, ai, ref yr, ref yi, o);
        TOut.Store(br, bi, ref yr, ref yi, o + s);
        TOut.Store(cr, ci, ref yr, ref yi, o + (2 * s));
        TOut.Store(dr, di, ref yr, ref yi, o + (3 * s));
        TOut.Store(er, ei, ref yr, ref yi, o + (4 * s));
        TOut.Store(fr, fi, ref yr, ref yi, o + (5 * s));
        TOut.Store(gr, gi, ref yr, ref yi, o + (6 * s));
        TOut.Store(hr, hi, ref yr, ref yi, o + (7 * s));
    }

    /// <summary>Eight numbers to their transform: even outputs from sums, odd ones from differences, each a transform of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly8(
        ref Vector256<float> ar, ref Vector256<float> ai, ref Vector256<float> br, ref Vector256<float> bi, ref Vector256<float> cr, ref Vector256<float> ci, ref Vector256<float> dr, ref Vector256<float> di,
        ref Vector256<float> er, ref Vector256<float> ei, ref Vector256<float> fr, ref Vector256<float> fi, ref Vector256<float> gr, ref Vector256<float> gi, ref Vector256<float> hr, ref Vector256<float> hi)
    {
        var half = Vector256.Create(0.70710678f);
        var (s0r, s0i, d0r, d0i) = (ar + er, ai + ei, ar - er, ai - ei);
        var (s1r, s1i, d1r, d1i) = (br + fr, bi + fi, br - fr, bi - fi);
        var (s2r, s2i, d2r, d2i) = (cr + gr, ci + gi, cr - gr, ci - gi);
        var (s3r, s3i, d3r, d3i) = (dr + hr, di + hi, dr - hr, di - hi);
        Butterfly4(ref s0r, ref s0i, ref s1r, ref s1i, ref s2r, ref s2i, ref s3r, ref s3i);
        (ar, ai, cr, ci, er, ei, gr, gi) = (s0r, s0i, s1r, s1i, s2r, s2i, s3r, s3i);
        // d1, d2 and d3 turned by an eighth, a quarter and three eighths.
        var (t1r, t1i, t3r, t3i) = ((d1r + d1i) * half, (d1i - d1r) * half, (d3i - d3r) * half, (d3r + d3i) * half);
        var (pr, pi, mr, mi) = (d0r + d2i, d0i - d2r, d0r - d2i, d0i + d2r);
        var (ur, ui, vr, vi) = (t1r + t3r, t1i - t3i, t1r - t3r, t1i + t3i);
        (br, bi, fr, fi) = (pr + ur, pi + ui, pr - ur, pi - ui);
        (dr, di, hr, hi) = (mr + vi, mi - vr, mr - vi, mi + vr);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly4(
        ref Vector256<float> ar, ref Vector256<float> ai, ref Vector256<float> br, ref Vector256<float> bi, ref Vector256<float> cr, ref Vector256<float> ci, ref Vector256<float> dr, ref Vector256<float> di)
    {
        var (spr, spi, smr, smi) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (tpr, tpi, tmr, tmi) = (br + dr, bi + di, br - dr, bi - di);
        (ar, ai, cr, ci) = (spr + tpr, spi + tpi, spr - tpr, spi - tpi);
        (br, bi, dr, di) = (smr + tmi, smi - tmr, smr - tmi, smi + tmr);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<float> re, ref Vector256<float> im, ref float w) => Turn(ref re, ref im, Vector256.Create(w), Vector256.Create(Unsafe.Add(ref w, 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref Vector256<float> re, ref Vector256<float> im, Vector256<float> wr, Vector256<float> wi) =>
        (re, im) = (Vector256.MultiplyAddEstimate(re, wr, -(im * wi)), Vector256.MultiplyAddEstimate(re, wi, im * wr));
}
