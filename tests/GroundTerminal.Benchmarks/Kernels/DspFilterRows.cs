using System.Numerics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Filters, the resampler and symbol timing, with the anchors' inputs.</summary>
internal static class DspFilterRows
{
    private const int FirInput = 8192, ResamplerInput = 16384;

    public static KernelRow[] All =>
    [
        new("fir_ccf_64t_dec1", "Msamples/s", 1.0, () => Fir(64, 1)),
        new("fir_ccf_128t_dec8", "Msamples/s", 1.0, () => Fir(128, 8)),
        new("resamp_0.3217", "Msamples/s", 1.5, Resampler),
        new("symsync_8sps_rrc32", "Msamples/s", 1.5, SymbolTiming),
    ];

    private static KernelLoop Fir(int length, int decimation)
    {
        var random = new AnchorRandom();
        var (input, output) = (new Complex32[FirInput], new Complex32[FirInput]);
        for (var i = 0; i < FirInput; i++)
            input[i] = new Complex32((float)random.NextNormal(), (float)random.NextNormal());
        var taps = new float[length];
        for (var k = 0; k < length; k++)
            taps[k] = (float)(random.NextNormal() / length);
        var filter = new ComplexFirFilter(taps, decimation);
        DspKernelRows.Check(filter.Process(input, output) == FirInput / decimation, "fir");
        for (var m = length / decimation; m < FirInput / decimation; m++)
        {
            var sum = Complex.Zero;
            for (var k = 0; k < length; k++)
                sum += taps[k] * new Complex(input[(m * decimation) - k].Re, input[(m * decimation) - k].Im);
            DspKernelRows.Check((sum - new Complex(output[m].Re, output[m].Im)).Magnitude < 5e-6, "fir");
        }
        return new KernelLoop(FirInput * 1e-6, () => filter.Process(input, output));
    }

    private static KernelLoop Resampler()
    {
        const double Ratio = 0.3217, Turn = 0.2;
        var input = new Complex32[ResamplerInput];
        for (var i = 0; i < input.Length; i++)
            input[i] = Complex32.FromPhase(Turn * i);
        var resampler = new ArbitraryResampler(Ratio);
        var output = new Complex32[resampler.MaxOutput(input.Length)];
        var count = resampler.Process(input, output);
        DspKernelRows.Check(Math.Abs(count - (Ratio * input.Length)) < 16, "resampler");
        for (var m = 50; m < count; m++)
            DspKernelRows.Check((output[m] - Complex32.FromPhase(Turn / Ratio * m)).Magnitude < 0.002, "resampler");
        return new KernelLoop(ResamplerInput * 1e-6, () => resampler.Process(input, output));
    }

    private static KernelLoop SymbolTiming()
    {
        const int Symbols = 4000, PerSymbol = 8, Span = 14;
        var random = new AnchorRandom();
        var (signs, input) = (new int[Symbols], new Complex32[Symbols * PerSymbol]);
        for (var k = 0; k < Symbols; k++)
        {
            signs[k] = random.Next() >> 63 != 0 ? 1 : -1;
            for (var i = Math.Max(0, (k - (Span / 2)) * PerSymbol); i < Math.Min(input.Length, (k + (Span / 2)) * PerSymbol); i++) // 0.4 of a sample late
                input[i] += new Complex32((float)(signs[k] * FilterDesign.RootRaisedCosineAt((i - 0.4 - (k * PerSymbol)) / PerSymbol, 0.35)), 0);
        }
        foreach (ref var sample in input.AsSpan())
            sample += new Complex32((float)(0.05 * random.NextNormal()), (float)(0.05 * random.NextNormal()));
        var synchronizer = new SymbolSynchronizer(PolyphaseTable.RootRaisedCosine(PerSymbol, 0.35, Span), PerSymbol, 0.02);
        var output = new Complex32[synchronizer.MaxOutput(input.Length)];
        var count = synchronizer.Process(input, output);
        var best = Enumerable.Range(-4, 9).Min(lag => Enumerable.Range(500, Symbols - 550).Count(k => (output[k + lag].Re > 0 ? 1 : -1) != signs[k]));
        DspKernelRows.Check(best == 0 && Math.Abs(count - Symbols) <= 8, $"symbol timing: {best} symbol errors, {count} symbols");
        return new KernelLoop(input.Length * 1e-6, () => synchronizer.Process(input, output));
    }
}
