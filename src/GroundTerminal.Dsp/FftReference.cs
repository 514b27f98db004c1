namespace GroundTerminal.Dsp;

/// <summary>The reference for <see cref="Fft"/>, and what it does where a transform is too short for vectors: Stockham's algorithm with radix 2, one number at a time.</summary>
internal sealed class FftReference
{
    private readonly Complex32[] _twiddles, _a, _b;

    /// <param name="size">N: a power of two.</param>
    public FftReference(int size)
    {
        (_a, _b, _twiddles) = (new Complex32[size], new Complex32[size], new Complex32[size / 2]);
        for (var k = 0; k < size / 2; k++)
            _twiddles[k] = Complex32.FromPhase(-Math.Tau * k / size);
    }

    /// <summary>Transforms in place.</summary>
    public void Forward(Span<float> re, Span<float> im)
    {
        for (var i = 0; i < _a.Length; i++)
            _a[i] = new Complex32(re[i], im[i]);
        var (from, to) = (_a, _b);
        for (var stride = 1; stride < _a.Length; stride *= 2)
        {
            Pass(from, to, stride);
            (from, to) = (to, from);
        }
        for (var i = 0; i < from.Length; i++)
            (re[i], im[i]) = (from[i].Re, from[i].Im);
    }

    private void Pass(ReadOnlySpan<Complex32> x, Span<Complex32> y, int stride)
    {
        for (var i = 0; i < x.Length / 2; i++)
        {
            var (p, q) = (i / stride, i % stride);
            var (a, b) = (x[i], x[i + (x.Length / 2)]);
            y[q + (stride * 2 * p)] = a + b;
            y[q + (stride * ((2 * p) + 1))] = (a - b) * _twiddles[stride * p];
        }
    }
}
