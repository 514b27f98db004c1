using GroundTerminal.Dsp;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public abstract class ChannelizerContract(double centerHz, int decimation, double glideHz) : StageContract<ChannelizerContract.Bank>
{
    private const double RateHz = 400e3;
    private readonly Complex32[] _in = new Complex32[9000];

    protected override Bank Create() => new(ChannelizerPlan.For(RateHz)!, centerHz, decimation, glideHz);

    protected override int MaxOutput(Bank stage, int inputs) => 2 * ((inputs / decimation) + (2 * stage.Piece));

    protected override int Process(Bank stage, ReadOnlySpan<float> re, ReadOnlySpan<float> im, Span<float> output)
    {
        for (var i = 0; i < re.Length; i++)
            _in[i] = new Complex32(re[i], im[i]);
        return stage.Process(_in.AsSpan(0, re.Length), output);
    }

    protected override void Reset(Bank stage) => stage.Reset();

    public sealed class Bank(ChannelizerPlan plan, double centerHz, int decimation, double glideHz)
    {
        private readonly Channelizer _channelizer = new(plan);
        private readonly ChannelizerBand _band = new(plan, decimation, ChannelizerFilter.Gains(plan.Size, decimation));
        private readonly Complex32[] _piece = new Complex32[plan.Hop / decimation];

        public int Piece => _piece.Length;

        public int Process(ReadOnlySpan<Complex32> input, Span<float> output)
        {
            var written = 0;
            while (_channelizer.Process(ref input))
            {
                var at = centerHz + (glideHz * _channelizer.First / plan.Hop);
                _band.Extract(_channelizer, at, at + glideHz, _piece);
                foreach (var sample in _piece)
                    (output[written++], output[written++]) = (sample.Re, sample.Im);
            }
            return written;
        }

        public void Reset()
        {
            _channelizer.Restart(0);
            _band.Reset();
        }
    }
}

public class ChannelizerSlow() : ChannelizerContract(123_456, 8, 0);

public class ChannelizerAtTheEdgeOfTheStream() : ChannelizerContract(-199_000, 4, 0);

public class ChannelizerThatFollows() : ChannelizerContract(-50_000, 8, 700);

public class ChannelizerTests
{
    /// <summary>A tone is, at every output sample, the tone's own formula at that sample's time: gain 1 within 0.1 dB, no delay, no drift.</summary>
    [Theory]
    [InlineData(10e6, 3_210_987, 128, 0)]
    [InlineData(10e6, 3_210_987, 128, 30_000)]
    [InlineData(10e6, -4_990_000, 128, -30_000)]
    [InlineData(10e6, 1_000_000, 32, 140_000)]
    [InlineData(2.4e6, -345_678, 32, 29_000)]
    [InlineData(1e6, 17, 8, -55_000)]
    public void A_tone_in_the_band_comes_out_at_its_time(double rateHz, double centerHz, int decimation, double toneHz)
    {
        var output = Run(rateHz, centerHz, decimation, toneHz);
        for (var m = 200; m < output.Length; m++)
            Assert.InRange((output[m] - Complex32.FromPhase(Math.Tau * Fraction(m * toneHz * decimation / rateHz))).Magnitude, 0, 1e-3);
    }

    /// <summary>What would fold into the flat part, from its very edge on.</summary>
    [Theory]
    [InlineData(10e6, 3_210_987, 128, 47_700)]
    [InlineData(10e6, 3_210_987, 128, -78_125)]
    [InlineData(10e6, 3_210_987, 128, 156_000)]
    [InlineData(10e6, 3_210_987, 128, 3_000_000)]
    [InlineData(2.4e6, -345_678, 32, 45_850)]
    [InlineData(1e6, 17, 8, 69_400)]
    public void A_tone_beside_the_band_is_75_dB_down(double rateHz, double centerHz, int decimation, double toneHz)
    {
        var output = Run(rateHz, centerHz, decimation, toneHz);
        Assert.InRange(output.Skip(200).Max(s => s.Magnitude), 0, Math.Pow(10, -75 / 20.0));
    }

    /// <summary>The search for a carrier takes the emptiest place of the band for noise, so no place may be emptier than another.</summary>
    [Fact]
    public void White_noise_stays_white_to_the_edge()
    {
        const int Decimation = 16, Bins = 32;
        var plan = ChannelizerPlan.For(1e6)!;
        var (channelizer, band) = (new Channelizer(plan), Band(plan, Decimation));
        var (piece, power, fft) = (new Complex32[plan.Hop / Decimation], new double[Bins], new Fft(Bins));
        ReadOnlySpan<Complex32> noise = Streams.ComplexNoise(4_000_000, 3);
        while (channelizer.Process(ref noise))
        {
            band.Extract(channelizer, 111_111, 111_111, piece);
            for (var at = 0; at + Bins <= piece.Length; at += Bins)
            {
                var data = piece.AsSpan(at, Bins).ToArray();
                fft.Forward(data, data);
                for (var k = 0; k < Bins; k++)
                    power[k] += data[k].MagnitudeSquared;
            }
        }
        var mean = power.Average();
        // 7800 transforms: 0.05 dB of chance; the filter bank's 0.3 dB at the edge alone, spread over a bin's skirts.
        Assert.All(power, p => Assert.InRange(10 * Math.Log10(p / mean), -0.35, 0.25));
    }

    /// <summary>A carrier that moves as the centre does comes out at rest: no step in phase, also where the centre goes from bin to bin and round the end of the band.</summary>
    [Theory]
    [InlineData(100_000, 20_000)]
    [InlineData(495_000, 40_000)]
    public void A_carrier_that_is_followed_comes_out_at_a_constant_phase(double fromHz, double hzPerSecond)
    {
        const int Decimation = 16;
        const double RateHz = 1e6;
        var plan = ChannelizerPlan.For(RateHz)!;
        var (channelizer, band) = (new Channelizer(plan), Band(plan, Decimation));
        var carrier = new Complex32[400_000];
        for (var n = 0; n < carrier.Length; n++)
            carrier[n] = Complex32.FromPhase(Math.Tau * Fraction(((fromHz * n) + (hzPerSecond * n * (n / RateHz) / 2)) / RateHz));
        var (piece, output) = (new Complex32[plan.Hop / Decimation], new List<Complex32>());
        for (ReadOnlySpan<Complex32> left = carrier; channelizer.Process(ref left);)
        {
            var seconds = channelizer.First / RateHz;
            band.Extract(channelizer, fromHz + (hzPerSecond * seconds), fromHz + (hzPerSecond * (seconds + (plan.Hop / RateHz))), piece);
            output.AddRange(piece);
        }
        // A piece of 64 samples at one frequency is off by 20 Hz at its ends, in phase by 0.02 turns at most.
        Assert.All(output.Skip(200), s => Assert.InRange(Math.Abs(s.Phase), 0, 0.2));
        Assert.All(output.Skip(200), s => Assert.Equal(1, s.Magnitude, 1e-3));
    }

    /// <summary>After a loss the grid is the same: once the filter is filled, each sample is what it would have been.</summary>
    [Theory]
    [InlineData(10_001)]
    [InlineData(12_288)]
    public void A_restart_keeps_the_grid(int start)
    {
        var plan = ChannelizerPlan.For(1e6)!;
        var noise = Streams.ComplexNoise(30_000, 8);
        var (whole, late) = (All(plan, noise, 0), All(plan, noise, start));
        var settled = (start + (2 * plan.Lead)) / 16 + 1;
        for (var m = settled; m < whole.Length; m++)
            Assert.InRange((whole[m] - late[m]).Magnitude, 0, 1e-5);
    }

    [Theory]
    [InlineData(48e3, 0)]
    [InlineData(300e3, 0)]
    [InlineData(400e3, 8)]
    [InlineData(2.4e6, 32)]
    [InlineData(10e6, 128)]
    [InlineData(61.44e6, 512)]
    public void A_narrow_stream_has_no_plan_and_a_wide_one_leaves_48_kHz_at_least(double rateHz, int greatest) =>
        Assert.Equal(greatest, ChannelizerPlan.For(rateHz)?.GreatestDecimation ?? 0);

    [Theory]
    [InlineData(20e3, 48e3, 128)]
    [InlineData(60e3, 48e3, 128)]
    [InlineData(70e3, 48e3, 64)]
    [InlineData(240e3, 288e3, 32)]
    [InlineData(2e6, 1e6, 4)]
    [InlineData(4e6, 1e6, 1)]
    public void The_decimation_leaves_the_band_and_the_rate(double bandHz, double leastRateHz, int decimation) =>
        Assert.Equal(decimation, ChannelizerPlan.For(10e6)!.Decimation(bandHz, leastRateHz));

    private static ChannelizerBand Band(ChannelizerPlan plan, int decimation) => new(plan, decimation, ChannelizerFilter.Gains(plan.Size, decimation));

    private static Complex32[] All(ChannelizerPlan plan, Complex32[] input, int start)
    {
        const int Decimation = 16;
        var (channelizer, band) = (new Channelizer(plan), Band(plan, Decimation));
        var output = new Complex32[input.Length / plan.Hop * plan.Hop / Decimation];
        channelizer.Restart(start);
        // Another phase of the mixer would be right too; a centre of 0 has none.
        for (ReadOnlySpan<Complex32> left = input.AsSpan(start); channelizer.Process(ref left);)
            band.Extract(channelizer, 0, 0, output.AsSpan((int)channelizer.First / Decimation));
        return output;
    }

    private static Complex32[] Run(double rateHz, double centerHz, int decimation, double toneHz)
    {
        var plan = ChannelizerPlan.For(rateHz)!;
        var (channelizer, band) = (new Channelizer(plan), Band(plan, decimation));
        var tone = new Complex32[8 * plan.Size];
        for (var n = 0; n < tone.Length; n++)
            tone[n] = Complex32.FromPhase(Math.Tau * Fraction(n * (centerHz + toneHz) / rateHz));
        var (piece, output) = (new Complex32[plan.Hop / decimation], new List<Complex32>());
        for (ReadOnlySpan<Complex32> left = tone; channelizer.Process(ref left);)
        {
            band.Extract(channelizer, centerHz, centerHz, piece);
            output.AddRange(piece);
        }
        return [.. output];
    }

    private static double Fraction(double turns) => turns - Math.Floor(turns);
}
