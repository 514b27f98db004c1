using System.Numerics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Transforms of interleaved samples, out of place, as the anchors do them.</summary>
internal static class DspFftRows
{
    public static KernelRow[] All => [Row(1024), Row(4096), Row(65536)];

    private static KernelRow Row(int size) => new($"fft_cf32_{size}", "transforms/s", 0.7, () =>
    {
        var random = new AnchorRandom();
        var (x, y) = (new Complex32[size], new Complex32[size]);
        for (var i = 0; i < size; i++)
            x[i] = new Complex32((float)random.NextNormal(), (float)random.NextNormal());
        var fft = new Fft(size);
        fft.Forward(x, y);
        for (var t = 0; t < 8; t++)
            CheckBin(x, y, (int)(random.Next() % (uint)size));
        return new KernelLoop(1, () => fft.Forward(x, y));
    });

    private static void CheckBin(Complex32[] x, Complex32[] y, int bin)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < x.Length; i++)
            sum += new Complex(x[i].Re, x[i].Im) * Complex.FromPolarCoordinates(1, -Math.Tau * ((long)i * bin % x.Length) / x.Length);
        DspKernelRows.Check((sum - new Complex(y[bin].Re, y[bin].Im)).Magnitude < 1e-5 * Math.Sqrt(2.0 * x.Length), $"fft {x.Length}");
    }
}
