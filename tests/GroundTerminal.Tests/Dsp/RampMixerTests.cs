using GroundTerminal.Dsp;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Dsp;

public class RampMixerTests
{
    private const double RateHz = 48e3;

    /// <summary>The phase of a linear chirp in closed form: 2π(f₀t + k·t²/2).</summary>
    [Theory]
    [InlineData(5000, 0)]
    [InlineData(-11000, 150)]
    [InlineData(12, -4000)]
    public void A_ramp_cancels_a_chirp_of_the_same_rate(double startHz, double hzPerS)
    {
        var chirp = new Complex32[20_000];
        for (var i = 0; i < chirp.Length; i++)
        {
            var t = i / RateHz;
            chirp[i] = Complex32.FromPhase(Math.IEEERemainder(Math.Tau * ((startHz * t) + (hzPerS * t * t / 2)), Math.Tau));
        }
        var mixer = new RampMixer(RateHz);
        var output = new Complex32[chirp.Length];
        double At(int i) => startHz + (hzPerS * i / RateHz);
        foreach (var cut in Streams.Cuts(chirp.Length, 3000, 7))
        {
            var (from, n) = cut.GetOffsetAndLength(chirp.Length);
            Assert.Equal(n, mixer.Process(chirp.AsSpan(from, n), -At(from), -At(from + n), output.AsSpan(from, n)));
        }
        Assert.All(output, s => Assert.InRange(Math.Sqrt(Math.Pow(s.Re - 1, 2) + Math.Pow(s.Im, 2)), 0, 4e-5));
    }

    [Fact]
    public void Every_length_works_in_place_and_nothing_is_allocated()
    {
        var noise = Streams.ComplexNoise(300, 3);
        for (var n = 0; n <= 67; n++)
        {
            var (apart, inPlace) = (new Complex32[n], noise[1..(n + 1)]);
            new RampMixer(RateHz).Process(noise.AsSpan(1, n), 1000, 1200, apart);
            new RampMixer(RateHz).Process(inPlace, 1000, 1200, inPlace);
            Assert.Equal(apart, inPlace);
            for (var i = 0; i < n; i++)
            {
                var expected = noise[i + 1] * Complex32.FromPhase(Math.Tau * (((1000.0 * i) + (100.0 * i * i / n)) / RateHz));
                Assert.InRange((apart[i] - expected).Magnitude, 0, 4e-5);
            }
        }
        var mixer = new RampMixer(RateHz);
        Assert.Equal(0, Streams.Allocated(() => mixer.Process(noise, 1, 2, noise)));
    }

    [Fact]
    public void Reset_begins_at_phase_0()
    {
        var mixer = new RampMixer(RateHz);
        Complex32[] one = [new(1, 0), new(1, 0), new(1, 0)], first = new Complex32[3], again = new Complex32[3];
        mixer.Process(one, 777, 999, first);
        mixer.Reset();
        mixer.Process(one, 777, 999, again);
        Assert.Equal(first, again);
        Assert.Equal(1, first[0].Re, 6);
    }
}
