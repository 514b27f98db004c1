using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>What is done to each sample at the full rate, with the anchors' inputs and block lengths.</summary>
internal static class DspSampleRows
{
    private const int Samples = 8192;

    public static KernelRow[] All =>
    [
        Row("nco_mix", Mixer),
        Row("fm_demod", FmDemodulation),
        Row("magnitude", () => Magnitude(ComplexKernels.Magnitude, x => x)),
        Row("magnitude_squared", () => Magnitude(ComplexKernels.MagnitudeSquared, x => x * x)),
        Row("agc", AutomaticGain),
        Row("convert_ci8_cf32", () => Conversion<sbyte>(56, SampleQuantization.FromInt8, 128)),
        Row("convert_ci16_cf32", () => Conversion<short>(48, SampleQuantization.FromInt16, 32768)),
    ];

    private delegate void RealKernel(ReadOnlySpan<Complex32> input, Span<float> output);

    private delegate void Converter<T>(ReadOnlySpan<T> input, Span<float> output);

    private static KernelRow Row(string name, Func<IKernelRun> create) => new(name, "Msamples/s", 1.0, create);

    private static KernelLoop Loop(Action run) => new(Samples * 1e-6, run);

    private static Complex32[] Noise()
    {
        var random = new AnchorRandom();
        var samples = new Complex32[Samples];
        foreach (ref var sample in samples.AsSpan())
            sample = new Complex32((float)random.NextNormal() * 0.5f, (float)random.NextNormal() * 0.5f);
        return samples;
    }

    private static KernelLoop Mixer()
    {
        const double Turn = 0.1234567;
        var (input, output) = (Noise(), new Complex32[Samples]);
        var mixer = new Mixer(Turn / Math.Tau);
        mixer.Process(input, output);
        for (var i = 0; i < Samples; i++)
            DspKernelRows.Check((output[i] - (input[i] * Complex32.FromPhase(i * Turn))).Magnitude < 2e-5, "mixer");
        return Loop(() => mixer.Process(input, output));
    }

    private static KernelLoop FmDemodulation()
    {
        var random = new AnchorRandom();
        var (input, turns, output) = (new Complex32[Samples], new float[Samples], new float[Samples]);
        var phase = 0.3;
        for (var i = 0; i < Samples; i++)
        {
            phase += turns[i] = (float)(2.5 * ((2 * random.NextUniform()) - 1));
            input[i] = Complex32.FromPhase(phase) * 0.7f;
        }
        var discriminator = new FmDiscriminator();
        discriminator.Process(input, output);
        for (var i = 1; i < Samples; i++)
            DspKernelRows.Check(MathF.Abs(output[i] - turns[i]) < 2e-5, "fm");
        return Loop(() => discriminator.Process(input, output));
    }

    private static KernelLoop Magnitude(RealKernel kernel, Func<double, double> expected)
    {
        var (input, output) = (Noise(), new float[Samples]);
        kernel(input, output);
        for (var i = 0; i < Samples; i++)
            DspKernelRows.Check(Math.Abs(output[i] - expected(Math.Sqrt(((double)input[i].Re * input[i].Re) + ((double)input[i].Im * input[i].Im)))) < 1e-6, "magnitude");
        return Loop(() => kernel(input, output));
    }

    private static KernelLoop AutomaticGain()
    {
        var random = new AnchorRandom();
        var (input, output) = (new Complex32[Samples], new Complex32[Samples]);
        foreach (ref var sample in input.AsSpan())
            sample = Complex32.FromPhase(Math.Tau * random.NextUniform()) * 0.01f;
        var agc = new Agc(100);
        agc.Process(input, output);
        for (var i = Samples / 2; i < Samples; i++)
            DspKernelRows.Check(Math.Abs(output[i].Magnitude - 1) < 0.01, "agc");
        return Loop(() => agc.Process(input, output));
    }

    private static KernelLoop Conversion<T>(int shift, Converter<T> convert, float scale)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        var random = new AnchorRandom();
        var (input, output) = (new T[2 * Samples], new Complex32[Samples]);
        foreach (ref var number in input.AsSpan())
            number = T.CreateTruncating((long)random.Next() >> shift);
        void Run() => convert(input, MemoryMarshal.Cast<Complex32, float>(output.AsSpan()));
        Run();
        for (var i = 0; i < 2 * Samples; i++)
            DspKernelRows.Check(MemoryMarshal.Cast<Complex32, float>(output)[i] == float.CreateChecked(input[i]) / scale, "conversion");
        return Loop(Run);
    }
}
