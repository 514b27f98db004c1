using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Dsp;

/// <summary>Discrete Fourier transform of a power-of-two length, on split real and imaginary parts. Unnormalised in both directions.</summary>
/// <remarks>
/// X[k] = Σ x[n]·exp(−j2πkn/N). Stockham's self-sorting algorithm, radix 4 with one radix-2 stage where the length asks for it:
/// C. Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992, §1.7. Not safe for use by two threads at once.
/// </remarks>
public sealed class Fft
{
    private readonly float[][] _twiddles;
    private readonly float[] _scratchRe, _scratchIm, _workRe, _workIm;

    /// <param name="size">N: a power of two, 4 to 2²⁴.</param>
    /// <exception cref="ArgumentOutOfRangeException">size is not one of these.</exception>
    public Fft(int size)
    {
        if (size < 4 || size > 1 << 24 || (size & (size - 1)) != 0)
            throw new ArgumentOutOfRangeException(nameof(size), size, "The length of a transform is a power of two, 4 to 2^24.");
        Size = size;
        (_scratchRe, _scratchIm) = (new float[size], new float[size]);
        (_workRe, _workIm) = (new float[size], new float[size]);
        var stages = new List<float[]>();
        for (var n = size; n >= 4; n /= 4)
            stages.Add(MakeTwiddles(n));
        _twiddles = [.. stages];
    }

    /// <summary>N.</summary>
    public int Size { get; }

    /// <summary>Transforms in place.</summary>
    /// <param name="re">Real parts, N long.</param>
    /// <param name="im">Imaginary parts, N long.</param>
    public void Forward(Span<float> re, Span<float> im)
    {
        re = re[..Size];
        im = im[..Size];
        ref var xr = ref MemoryMarshal.GetReference(re);
        ref var xi = ref MemoryMarshal.GetReference(im);
        ref var yr = ref MemoryMarshal.GetArrayDataReference(_scratchRe);
        ref var yi = ref MemoryMarshal.GetArrayDataReference(_scratchIm);
        var inScratch = false;
        var stage = 0;
        var n = Size;
        var stride = 1;
        for (; n >= 4; n /= 4, stride *= 4, stage++)
        {
            if (inScratch)
                Radix4(ref yr, ref yi, ref xr, ref xi, n / 4, stride, _twiddles[stage]);
            else
                Radix4(ref xr, ref xi, ref yr, ref yi, n / 4, stride, _twiddles[stage]);
            inScratch = !inScratch;
        }
        if (n == 2)
        {
            if (inScratch)
                Radix2(ref yr, ref yi, ref xr, ref xi, stride);
            else
                Radix2(ref xr, ref xi, ref yr, ref yi, stride);
            inScratch = !inScratch;
        }
        if (!inScratch)
            return;
        _scratchRe.AsSpan().CopyTo(re);
        _scratchIm.AsSpan().CopyTo(im);
    }

    /// <summary>The inverse transform, times N, in place.</summary>
    /// <param name="re">Real parts, N long.</param>
    /// <param name="im">Imaginary parts, N long.</param>
    public void Inverse(Span<float> re, Span<float> im) => Forward(im, re);

    /// <summary>Transforms interleaved samples in place.</summary>
    /// <param name="data">N long.</param>
    public void Forward(Span<Complex32> data)
    {
        for (var i = 0; i < Size; i++)
            (_workRe[i], _workIm[i]) = (data[i].Re, data[i].Im);
        Forward(_workRe, _workIm);
        for (var i = 0; i < Size; i++)
            data[i] = new Complex32(_workRe[i], _workIm[i]);
    }

    private static float[] MakeTwiddles(int n)
    {
        var m = n / 4;
        var table = new float[6 * m];
        for (var p = 0; p < m; p++)
        {
            for (var k = 1; k <= 3; k++)
            {
                var (sin, cos) = Math.SinCos(-2 * Math.PI * p * k / n);
                table[((2 * k) - 2) * m + p] = (float)cos;
                table[((2 * k) - 1) * m + p] = (float)sin;
            }
        }
        return table;
    }

    /// <summary>One stage: y[q + s(4p + k)] = w^(kp)·Σ x[q + s(p + lm)]·(−j)^(kl).</summary>
    private static void Radix4(ref float xr, ref float xi, ref float yr, ref float yi, int m, int stride, float[] twiddles)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(twiddles);
        if (stride == 1 && m >= 4 && Sse.IsSupported)
            Radix4First(ref xr, ref xi, ref yr, ref yi, m, ref w);
        else if (stride >= 8)
            Radix4Wide(ref xr, ref xi, ref yr, ref yi, m, stride, ref w);
        else if (stride == 4)
            Radix4Four(ref xr, ref xi, ref yr, ref yi, m, ref w);
        else
            Radix4Scalar(ref xr, ref xi, ref yr, ref yi, m, stride, ref w);
    }

    private static void Radix4Scalar(ref float xr, ref float xi, ref float yr, ref float yi, int m, int stride, ref float w)
    {
        for (var p = 0; p < m; p++)
        {
            for (var q = 0; q < stride; q++)
            {
                var i = q + (stride * p);
                var (a, b) = (new Complex32(Unsafe.Add(ref xr, i), Unsafe.Add(ref xi, i)), At(ref xr, ref xi, i + (stride * m)));
                var (c, d) = (At(ref xr, ref xi, i + (2 * stride * m)), At(ref xr, ref xi, i + (3 * stride * m)));
                var (apc, amc, bpd, bmd) = (a + c, a - c, b + d, b - d);
                var turned = new Complex32(-bmd.Im, bmd.Re);
                var o = q + (stride * 4 * p);
                Put(ref yr, ref yi, o, apc + bpd);
                Put(ref yr, ref yi, o + stride, (amc - turned) * Twiddle(ref w, m, p, 1));
                Put(ref yr, ref yi, o + (2 * stride), (apc - bpd) * Twiddle(ref w, m, p, 2));
                Put(ref yr, ref yi, o + (3 * stride), (amc + turned) * Twiddle(ref w, m, p, 3));
            }
        }
    }

    private static Complex32 At(ref float re, ref float im, int i) => new(Unsafe.Add(ref re, i), Unsafe.Add(ref im, i));

    private static void Put(ref float re, ref float im, int i, Complex32 value) => (Unsafe.Add(ref re, i), Unsafe.Add(ref im, i)) = (value.Re, value.Im);

    private static Complex32 Twiddle(ref float w, int m, int p, int k) => At(ref Unsafe.Add(ref w, ((2 * k) - 2) * m), ref Unsafe.Add(ref w, ((2 * k) - 1) * m), p);

    private static void Radix4Wide(ref float xr, ref float xi, ref float yr, ref float yi, int m, int stride, ref float w)
    {
        var far = (nuint)(stride * m);
        var wide = (nuint)stride;
        for (var p = 0; p < m; p++)
        {
            var w1r = Vector256.Create(Unsafe.Add(ref w, p));
            var w1i = Vector256.Create(Unsafe.Add(ref w, m + p));
            var w2r = Vector256.Create(Unsafe.Add(ref w, (2 * m) + p));
            var w2i = Vector256.Create(Unsafe.Add(ref w, (3 * m) + p));
            var w3r = Vector256.Create(Unsafe.Add(ref w, (4 * m) + p));
            var w3i = Vector256.Create(Unsafe.Add(ref w, (5 * m) + p));
            var i = (nuint)(stride * p);
            var o = (nuint)(stride * 4 * p);
            for (var end = i + wide; i < end; i += 8, o += 8)
            {
                var (ar, ai) = (Vector256.LoadUnsafe(ref xr, i), Vector256.LoadUnsafe(ref xi, i));
                var (br, bi) = (Vector256.LoadUnsafe(ref xr, i + far), Vector256.LoadUnsafe(ref xi, i + far));
                var (cr, ci) = (Vector256.LoadUnsafe(ref xr, i + (2 * far)), Vector256.LoadUnsafe(ref xi, i + (2 * far)));
                var (dr, di) = (Vector256.LoadUnsafe(ref xr, i + (3 * far)), Vector256.LoadUnsafe(ref xi, i + (3 * far)));
                var (spr, spi, smr, smi) = (ar + cr, ai + ci, ar - cr, ai - ci);
                var (tpr, tpi, tmr, tmi) = (br + dr, bi + di, br - dr, bi - di);
                (spr + tpr).StoreUnsafe(ref yr, o);
                (spi + tpi).StoreUnsafe(ref yi, o);
                var (u1r, u1i, u2r, u2i, u3r, u3i) = (smr + tmi, smi - tmr, spr - tpr, spi - tpi, smr - tmi, smi + tmr);
                ((u1r * w1r) - (u1i * w1i)).StoreUnsafe(ref yr, o + wide);
                ((u1r * w1i) + (u1i * w1r)).StoreUnsafe(ref yi, o + wide);
                ((u2r * w2r) - (u2i * w2i)).StoreUnsafe(ref yr, o + (2 * wide));
                ((u2r * w2i) + (u2i * w2r)).StoreUnsafe(ref yi, o + (2 * wide));
                ((u3r * w3r) - (u3i * w3i)).StoreUnsafe(ref yr, o + (3 * wide));
                ((u3r * w3i) + (u3i * w3r)).StoreUnsafe(ref yi, o + (3 * wide));
            }
        }
    }

    private static void Radix4Four(ref float xr, ref float xi, ref float yr, ref float yi, int m, ref float w)
    {
        var far = (nuint)(4 * m);
        for (var p = 0; p < m; p++)
        {
            var i = (nuint)(4 * p);
            var o = (nuint)(16 * p);
            Butterfly(
                Vector128.LoadUnsafe(ref xr, i), Vector128.LoadUnsafe(ref xi, i), Vector128.LoadUnsafe(ref xr, i + far), Vector128.LoadUnsafe(ref xi, i + far),
                Vector128.LoadUnsafe(ref xr, i + (2 * far)), Vector128.LoadUnsafe(ref xi, i + (2 * far)), Vector128.LoadUnsafe(ref xr, i + (3 * far)), Vector128.LoadUnsafe(ref xi, i + (3 * far)),
                Vector128.Create(Unsafe.Add(ref w, p)), Vector128.Create(Unsafe.Add(ref w, m + p)), Vector128.Create(Unsafe.Add(ref w, (2 * m) + p)),
                Vector128.Create(Unsafe.Add(ref w, (3 * m) + p)), Vector128.Create(Unsafe.Add(ref w, (4 * m) + p)), Vector128.Create(Unsafe.Add(ref w, (5 * m) + p)),
                out var y0r, out var y0i, out var y1r, out var y1i, out var y2r, out var y2i, out var y3r, out var y3i);
            y0r.StoreUnsafe(ref yr, o);
            y0i.StoreUnsafe(ref yi, o);
            y1r.StoreUnsafe(ref yr, o + 4);
            y1i.StoreUnsafe(ref yi, o + 4);
            y2r.StoreUnsafe(ref yr, o + 8);
            y2i.StoreUnsafe(ref yi, o + 8);
            y3r.StoreUnsafe(ref yr, o + 12);
            y3i.StoreUnsafe(ref yi, o + 12);
        }
    }

    private static void Radix4First(ref float xr, ref float xi, ref float yr, ref float yi, int m, ref float w)
    {
        var far = (nuint)m;
        for (nuint p = 0; p < far; p += 4)
        {
            Butterfly(
                Vector128.LoadUnsafe(ref xr, p), Vector128.LoadUnsafe(ref xi, p), Vector128.LoadUnsafe(ref xr, p + far), Vector128.LoadUnsafe(ref xi, p + far),
                Vector128.LoadUnsafe(ref xr, p + (2 * far)), Vector128.LoadUnsafe(ref xi, p + (2 * far)), Vector128.LoadUnsafe(ref xr, p + (3 * far)), Vector128.LoadUnsafe(ref xi, p + (3 * far)),
                Vector128.LoadUnsafe(ref w, p), Vector128.LoadUnsafe(ref w, far + p), Vector128.LoadUnsafe(ref w, (2 * far) + p),
                Vector128.LoadUnsafe(ref w, (3 * far) + p), Vector128.LoadUnsafe(ref w, (4 * far) + p), Vector128.LoadUnsafe(ref w, (5 * far) + p),
                out var y0r, out var y0i, out var y1r, out var y1i, out var y2r, out var y2i, out var y3r, out var y3i);
            StoreInterleaved(y0r, y1r, y2r, y3r, ref yr, 4 * p);
            StoreInterleaved(y0i, y1i, y2i, y3i, ref yi, 4 * p);
        }
    }

    private static void StoreInterleaved(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d, ref float to, nuint at)
    {
        var (ab, cd) = (Sse.UnpackLow(a, b), Sse.UnpackLow(c, d));
        Sse.MoveLowToHigh(ab, cd).StoreUnsafe(ref to, at);
        Sse.MoveHighToLow(cd, ab).StoreUnsafe(ref to, at + 4);
        (ab, cd) = (Sse.UnpackHigh(a, b), Sse.UnpackHigh(c, d));
        Sse.MoveLowToHigh(ab, cd).StoreUnsafe(ref to, at + 8);
        Sse.MoveHighToLow(cd, ab).StoreUnsafe(ref to, at + 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Butterfly(
        Vector128<float> ar, Vector128<float> ai, Vector128<float> br, Vector128<float> bi, Vector128<float> cr, Vector128<float> ci, Vector128<float> dr, Vector128<float> di,
        Vector128<float> w1r, Vector128<float> w1i, Vector128<float> w2r, Vector128<float> w2i, Vector128<float> w3r, Vector128<float> w3i,
        out Vector128<float> y0r, out Vector128<float> y0i, out Vector128<float> y1r, out Vector128<float> y1i,
        out Vector128<float> y2r, out Vector128<float> y2i, out Vector128<float> y3r, out Vector128<float> y3i)
    {
        var (spr, spi, smr, smi) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (tpr, tpi, tmr, tmi) = (br + dr, bi + di, br - dr, bi - di);
        (y0r, y0i) = (spr + tpr, spi + tpi);
        var (u1r, u1i, u2r, u2i, u3r, u3i) = (smr + tmi, smi - tmr, spr - tpr, spi - tpi, smr - tmi, smi + tmr);
        (y1r, y1i) = ((u1r * w1r) - (u1i * w1i), (u1r * w1i) + (u1i * w1r));
        (y2r, y2i) = ((u2r * w2r) - (u2i * w2i), (u2r * w2i) + (u2i * w2r));
        (y3r, y3i) = ((u3r * w3r) - (u3i * w3i), (u3r * w3i) + (u3i * w3r));
    }

    private static void Radix2(ref float xr, ref float xi, ref float yr, ref float yi, int stride)
    {
        var q = 0;
        for (; q + 8 <= stride; q += 8)
        {
            var (at, far) = ((nuint)q, (nuint)(q + stride));
            var (ar, ai) = (Vector256.LoadUnsafe(ref xr, at), Vector256.LoadUnsafe(ref xi, at));
            var (br, bi) = (Vector256.LoadUnsafe(ref xr, far), Vector256.LoadUnsafe(ref xi, far));
            (ar + br).StoreUnsafe(ref yr, at);
            (ai + bi).StoreUnsafe(ref yi, at);
            (ar - br).StoreUnsafe(ref yr, far);
            (ai - bi).StoreUnsafe(ref yi, far);
        }
        for (; q < stride; q++)
        {
            var (a, b) = (At(ref xr, ref xi, q), At(ref xr, ref xi, q + stride));
            Put(ref yr, ref yi, q, a + b);
            Put(ref yr, ref yi, q + stride, a - b);
        }
    }
}
