using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Dsp;

public class BandExtractorTests : StageContract<BandExtractorTests.Band>
{
    private const int Size = 1024;
    private const int Bins = 128;
    private const int Decimation = Size / Bins;
    private const double HalfWidth = 0.03;

    protected override Band Create() => new(real: false, [100.3]);

    protected override int MaxOutput(Band stage, int inputs) => ((inputs / stage.Step) + 1) * stage.Output;

    protected override int Process(Band stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output) => stage.Process(re, im, output);

    protected override void Reset(Band stage) => stage.Reset();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 102.4)]
    [InlineData(0.1234, 120.7)]
    [InlineData(-0.3, -310)]
    [InlineData(0.499, 500)]
    [InlineData(-0.4999, 511.9)]
    public void A_complex_tone_comes_out_where_and_as_strong_as_it_is(double frequency, double center)
    {
        var output = Run(real: false, n => Complex32.FromPhase(Math.Tau * ((frequency * n) + 0.1)) * 0.7f, [center]);
        for (var j = 20; j < output.Length; j++)
            AssertClose(Complex32.FromPhase(Math.Tau * (0.1 + (j * ((frequency * Size) - center) / Bins))) * 0.7f, output[j], 0.005);
    }

    [Theory]
    [InlineData(0.1, 102.4)]
    [InlineData(0.03125, 40.2)]
    [InlineData(0.2503, 250)]
    [InlineData(0.44, 444.4)]
    public void A_real_tone_comes_out_as_its_analytic_half(double frequency, double center)
    {
        var output = Run(real: true, n => new Complex32((float)(0.8 * Math.Cos(Math.Tau * ((frequency * n) + 0.2))), 0), [center]);
        for (var j = 20; j < output.Length; j++)
            AssertClose(Complex32.FromPhase(Math.Tau * (0.2 + (j * ((frequency * Size) - center) / Bins))) * 0.4f, output[j], 0.005);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_the_centre_jumps_the_phase_goes_on(bool real)
    {
        double[] centers = [100, 103.7, 96.2, 105, 98.5, 101.25, 99, 108];
        AssertFollows(real, centers, glideBins: 0, (t, at) => centers[t] * at);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_the_centre_glides_the_phase_is_its_integral(bool real)
    {
        double[] centers = [100, 100.4, 100.9, 101.3, 101.1, 100.8, 100.2, 99.7];
        AssertFollows(real, centers, glideBins: 1, (t, at) => (centers[Math.Max(0, t - 1)] * at) + ((centers[t] - centers[Math.Max(0, t - 1)]) * at * at / 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_lies_outside_the_filter_does_not_come_out(bool real)
    {
        foreach (var away in new[] { 0.06, -0.06, 0.07, -0.08, 0.2, -0.099 })
        {
            var output = Run(real, n => Complex32.FromPhase(Math.Tau * (0.15 + away) * n), [0.15 * Size]);
            Assert.True(output.Skip(20).Max(y => y.Magnitude) < 0.003, $"{away}: {output.Skip(20).Max(y => y.Magnitude)}");
        }
    }

    /// <summary>Compares the phase at every transform's end with the tone's less the integral of the centre.</summary>
    private static void AssertFollows(bool real, double[] centers, double glideBins, Func<int, double, double> integral)
    {
        const double Frequency = 0.1;
        var output = Run(real, n => Complex32.FromPhase(Math.Tau * Frequency * n) * (real ? 2f : 1f), centers, glideBins);
        var perTransform = output.Length / centers.Length;
        var center = 0.0;
        for (var t = 0; t < centers.Length; t++)
        {
            for (var i = t == 0 ? 20 : 0; i < perTransform; i += glideBins > 0 ? perTransform : 1)
            {
                var turns = (Frequency * Size * ((t * perTransform) + i) / Bins) - ((center + (integral(t, (double)i / perTransform) * perTransform)) / Bins);
                AssertClose(Complex32.FromPhase(Math.Tau * turns), output[(t * perTransform) + i], 0.01);
            }
            center += integral(t, 1) * perTransform;
        }
    }

    private static Complex32[] Run(bool real, Func<int, Complex32> signal, double[] centers, double glideBins = 0)
    {
        var band = new Band(real, centers, glideBins);
        var samples = Enumerable.Range(0, (8 * band.Step) + Size).Select(signal).ToArray();
        var transforms = 8;
        var (re, im) = (new float[(transforms + 2) * band.Output], new float[(transforms + 2) * band.Output]);
        band.Process([.. samples.Select(s => s.Re)], [.. samples.Select(s => s.Im)], re, im);
        return [.. re.Zip(im, (a, b) => new Complex32(a, b)).Take(transforms * band.Output)];
    }

    private static void AssertClose(Complex32 expected, Complex32 actual, double bound) =>
        Assert.True((expected - actual).Magnitude < bound, $"expected {expected}, got {actual}");

    /// <summary>An analyzer and an extractor as one stage.</summary>
    public sealed class Band(bool real, double[] centers, double glideBins = 0)
    {
        private readonly SpectrumAnalyzer _analyzer = new(Size, real);
        private readonly BandExtractor _extractor = new(new SpectrumAnalyzer(Size, real), Bins, Response, glideBins);
        private readonly Complex32[] _block = new Complex32[256];
        private readonly float[] _none = new float[2 * Bins];

        public int Step => _analyzer.Step;

        public int Output => _extractor.Output;

        public int Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> outRe, Span<float> outIm = default)
        {
            var written = 0;
            for (; !re.IsEmpty; re = re[Math.Min(re.Length, _block.Length)..], im = im[Math.Min(im.Length, _block.Length)..])
            {
                var n = Math.Min(re.Length, _block.Length);
                for (var i = 0; i < n; i++)
                    _block[i] = new Complex32(re[i], im[i]);
                ReadOnlySpan<Complex32> complex = _block.AsSpan(0, n);
                var rest = re[..n];
                while (real ? _analyzer.Next(ref rest) : _analyzer.Next(ref complex))
                {
                    var center = centers[Math.Min(centers.Length, (int)_analyzer.Count) - 1];
                    _extractor.Extract(_analyzer.SpectrumRe, _analyzer.SpectrumIm, center, outRe[written..], outIm.IsEmpty ? _none : outIm[written..]);
                    written += Output;
                }
            }
            return written;
        }

        public void Reset()
        {
            _analyzer.Reset();
            _extractor.Reset();
        }

        /// <summary>Flat to 0.6 of the half width, none from 1.4: smooth enough for an impulse response within the overlap.</summary>
        private static double Response(double f)
        {
            var x = ((Math.Abs(f) / HalfWidth) - 0.6) / 0.8;
            return x <= 0 ? 1 : x >= 1 ? 0 : 0.5 * (1 + Math.Cos(Math.PI * x));
        }
    }
}
