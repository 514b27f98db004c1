using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;

namespace GroundTerminal.Tests.Emulator;

/// <summary>Emulated orbits, beam and time against what they are made from.</summary>
public class EmulatedFlightTests
{
    private const double Degree = Math.PI / 180;
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    private static readonly Site Munich = new(48.1 * Degree, 11.6 * Degree, 0.5);

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(39)]
    public void Between_its_knots_an_orbit_is_where_the_theory_has_it(int satellite)
    {
        var orbit = new Sgp4(ShippedOrbits.At(Start)[satellite]);
        var (range, view) = (new OrbitRange(orbit, Munich, Start), new SkyView(Munich));
        for (var t = 0.0; t < 6000; t += 0.77)
        {
            Assert.True(view.TryLook(orbit, Start.AddSeconds(t), out var look, lightTime: true));
            var state = range.At(t);
            // A microsecond of light a second is 0.3 Hz at 437 MHz.
            Assert.Equal(look.RangeRateKmPerS, state.RangeRateKmPerS, 1e-5);
            Assert.Equal(look.RangeKm, state.RangeKm, 1e-3);
            Assert.Equal(look.ElevationRadians, state.ElevationRadians, 1e-5);
            Assert.Equal(0, Math.IEEERemainder(look.AzimuthRadians - state.AzimuthRadians, Math.Tau) * Math.Cos(look.ElevationRadians), 1e-5);
        }
    }

    [Theory]
    [InlineData(100, 30, 100, 30, 0)]
    [InlineData(100, 0, 110, 0, -3)] // half the half-power beamwidth
    [InlineData(100, 60, 100, 70, -3)]
    [InlineData(280, 150, 100, 30, 0)] // over the top it is the same direction
    [InlineData(0, 90, 77, 80, -3)]
    [InlineData(0, 0, 90, 0, -20)] // side lobes
    public void The_beam_is_3_dB_down_at_half_its_width_and_ends_in_side_lobes(double rotatorAzimuth, double rotatorElevation, double azimuth, double elevation, double expectedDb)
    {
        var rotator = new EmulatedRotator(new EmulatedRotatorOptions { StartAzimuthDegrees = rotatorAzimuth, StartElevationDegrees = rotatorElevation }, new SteppedClock(Start));
        var antenna = new BeamAntenna(rotator, 20);
        antenna.Observe();
        Assert.Equal(expectedDb, antenna.GainDb(azimuth * Degree, elevation * Degree), 0.01);
    }

    [Fact]
    public async Task A_stream_waits_for_whoever_follows_its_time()
    {
        var clock = new StreamClock(Start);
        clock.Follow(Start);
        using var radio = new EmulatedRadio(new EmulatedRadioOptions { SampleRateHz = 48e3, CenterFrequencyHz = 437e6, Pace = null, StreamClock = clock }, TimeProvider.System);
        var buffer = new Complex32[48_000];
        var reading = Task.Run(() =>
        {
            for (var read = 0; read < 48_000;)
                read += radio.Read(buffer, out _, CancellationToken.None);
        });
        while (clock.GetUtcNow() - Start <= clock.MostAhead)
            await Task.Yield();
        Assert.InRange(clock.GetUtcNow() - Start, clock.MostAhead, clock.MostAhead + TimeSpan.FromSeconds(0.1));
        Assert.False(reading.IsCompleted);
        clock.StopFollowing();
        await reading.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(clock.GetUtcNow() >= Start.AddSeconds(1));
    }

    [Fact]
    public void Below_the_horizon_nothing_is_sent_and_after_the_next_rise_frames_go_on()
    {
        var options = new EmulatedTransmitterOptions
        {
            Name = "x",
            Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
            FrequencyHz = 437e6,
            CarrierToNoiseDbHz = 60,
            FrameIntervalSeconds = 0.5,
            SilentBelowHorizon = true,
            Range = new Visible(t => t is < 3 or > 10 and < 13),
        };
        using var radio = new EmulatedRadio(new EmulatedRadioOptions { SampleRateHz = 48e3, CenterFrequencyHz = 437e6, Pace = null, DurationSeconds = 16, Transmitters = [options] }, TimeProvider.System);
        var buffer = new Complex32[4096];
        while (radio.Read(buffer, out _, CancellationToken.None) > 0)
        {
        }
        var sent = Enumerable.Range(0, (int)radio.Transmitters[0].FramesSent).Select(i => radio.Transmitters[0].GetSentFrame(i)).ToArray();
        Assert.InRange(sent.Length, 9, 13);
        Assert.All(sent, f => Assert.True(f.EndSample / 48e3 is < 3.1 or > 9.9 and < 13.1, $"{f.EndSample / 48e3} s"));
        Assert.All(sent, f => Assert.InRange((f.EndSample - f.FirstSample) / 48e3, 0.05, 0.5));
    }

    private sealed class Visible(Func<double, bool> isUp) : IRangeHistory
    {
        public double ClosestRangeKm => 500;

        public RangeState At(double seconds) => new(500, 0, isUp(seconds) ? 0.5 : -0.02);
    }
}
