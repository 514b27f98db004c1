using System.Diagnostics;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Emulator;

public class EmulatedRadioTests
{
    private const double CenterHz = 437e6;
    private const double RateHz = 250e3;

    private static readonly EmulatedTransmitterOptions Fsk = new()
    {
        Name = "fsk",
        Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
        FrequencyHz = CenterHz + 40e3,
        CarrierToNoiseDbHz = 200,
    };

    private static readonly EmulatedTransmitterOptions Bpsk = Fsk with { Name = "bpsk", Signal = new Signal { Modulation = "BPSK", BaudRate = 2400, Framing = "AX.25" }, FrequencyHz = CenterHz - 30e3 };

    /// <summary>Carriers of amplitude 1 and noise 200 dB below a hertz of it.</summary>
    private static readonly EmulatedRadioOptions Quiet = new() { SampleRateHz = RateHz, CenterFrequencyHz = CenterHz, NoiseDensityDbfsPerHz = -200, Pace = null };

    [Fact]
    public void The_noise_has_the_density_asked_for()
    {
        var samples = Read(Quiet with { NoiseDensityDbfsPerHz = -84 }, 2.0, out _);
        Assert.Equal(Math.Pow(10, -8.4) * RateHz, samples.Average(s => (double)s.MagnitudeSquared), 2e-5 * 3);
    }

    [Fact]
    public void The_carrier_follows_the_range_in_phase_and_level()
    {
        var pass = new CircularPass(500, Math.PI / 2);
        var history = new PassRange(pass, startSeconds: (pass.SecondsAbove(0) / 2) - 10);
        var samples = Read(Quiet with { Transmitters = [Bpsk with { Range = history }] }, 20, out _);
        var reference = 0.0;
        for (var window = 1; window < 40; window++)
        {
            var first = window * (int)(RateHz / 2);
            var (sum, power) = (default(Complex32), 0.0);
            for (var n = first; n < first + 20_000; n++)
            {
                var t = n / RateHz;
                var turns = (-30e3 * t) - ((CenterHz - 30e3) * (pass.RangeKm(t - 10) - pass.RangeKm(-10)) / Propagation.LightKmPerS);
                sum += samples[n] * samples[n] * Complex32.FromPhase(-2 * Math.Tau * (turns - Math.Floor(turns))); // squared, BPSK is a carrier
                power += samples[n].MagnitudeSquared;
            }
            reference = window == 1 ? sum.Phase : reference;
            Assert.InRange(Math.Abs(Math.IEEERemainder(sum.Phase - reference, Math.Tau)), 0, 0.02);
            Assert.Equal(Math.Pow(500 / pass.RangeKm((first / RateHz) - 10), 2), power / 20_000, 0.1);
        }
    }

    [Theory]
    [InlineData(7.5)]
    [InlineData(-7.5)]
    public void The_symbol_clock_has_Doppler_too(double rangeRateKmPerS)
    {
        Read(Quiet with { Transmitters = [Fsk with { Range = new ConstantRange(1000, rangeRateKmPerS), FrameIntervalSeconds = 0.25 }] }, 20, out var radio);
        var (first, last) = (radio.Transmitters[0].GetSentFrame(0), radio.Transmitters[0].GetSentFrame(70));
        var expected = 70 * 0.25 * RateHz / (1 - (rangeRateKmPerS / Propagation.LightKmPerS));
        Assert.Equal(expected, last.FirstSample - first.FirstSample, 1.0);
        Assert.Equal(0.5 * RateHz / (1 - (rangeRateKmPerS / Propagation.LightKmPerS)), first.FirstSample - (0.5 * RateHz / 9600), 1.0);
    }

    /// <summary>A textbook discriminator, integrate and dump at the places the log gives, and the deframer: every frame, octet by octet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_the_log_says_was_sent_is_in_the_samples(bool idle)
    {
        var history = new ConstantRange(1000, -7);
        var options = Fsk with { Range = history, IdleBetweenFrames = idle, Signal = Fsk.Signal with { DeviationHz = 3000 }, FrameIntervalSeconds = 0.4 };
        var samples = Read(Quiet with { Transmitters = [options] }, 4, out var radio);
        var sent = radio.Transmitters[0];
        Assert.Equal(9, sent.FramesSent);
        for (var i = 0; i < sent.FramesSent; i++)
        {
            var frame = sent.GetSentFrame(i);
            Assert.Equal((uint)i, frame.Counter);
            var sink = new Sink();
            new Ax25Deframer(scrambled: true, FramingOptions.Default).Process([.. Symbols(samples, frame, sent.OffsetHz), .. new float[200]], sink);
            var payload = new byte[128];
            sent.WritePayload(frame.Counter, payload);
            Assert.Equal(payload, Assert.Single(sink.Payloads));
            Assert.True(EmulatedPayload.TryReadCounter(payload, out var counter) && counter == frame.Counter);
        }
    }

    [Fact]
    public void A_burst_is_silent_between_frames_and_below_the_horizon()
    {
        var bursts = Read(Quiet with { Transmitters = [Fsk with { IdleBetweenFrames = false }] }, 2, out _);
        Assert.True(bursts.Skip(20_000).Take(50_000).All(s => s.Magnitude < 1e-3));
        var pass = new PassRange(new CircularPass(500, 1), passSeconds: 1, gapSeconds: 1);
        var repeated = Read(Quiet with { Transmitters = [Fsk with { Range = pass }] }, 4, out var radio);
        Assert.True(repeated.Skip(260_000).Take(230_000).All(s => s.Magnitude < 1e-3));
        Assert.True(repeated.Skip(620_000).Take(10_000).All(s => Math.Abs(s.Magnitude - 1) < 0.02));
        Assert.Contains(Enumerable.Range(0, 3).Select(i => radio.Transmitters[0].GetSentFrame(i).CarrierToNoiseDbHz), double.IsNegativeInfinity);
    }

    [Fact]
    public void Fading_goes_as_deep_as_asked_for()
    {
        var samples = Read(Quiet with { Transmitters = [Fsk with { FadeDepthDb = 20, FadePeriodSeconds = 1 }] }, 1.1, out _);
        Assert.Equal(1, samples[250_000].Magnitude, 0.01);
        Assert.Equal(0.1, samples[125_000].Magnitude, 0.01);
    }

    [Fact]
    public void How_it_is_read_changes_nothing_and_blocks_are_accounted_for()
    {
        var options = Quiet with { NoiseDensityDbfsPerHz = -84, Transmitters = [Fsk with { CarrierToNoiseDbHz = 60 }, Bpsk with { CarrierToNoiseDbHz = 50 }], DurationSeconds = 0.5, StartUtc = DateTimeOffset.UnixEpoch };
        var whole = Read(options, 1, out _);
        Assert.Equal(125_000, whole.Length);
        using var radio = new EmulatedRadio(options, TimeProvider.System);
        var (random, at, buffer) = (new Random(1), 0, new Complex32[5000]);
        while (radio.Read(buffer.AsSpan(0, random.Next(1, 5000)), out var info, default) is var count and > 0)
        {
            Assert.Equal(at, info.FirstSample);
            Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(at / RateHz), info.FirstSampleUtc);
            Assert.Equal(0, info.LostBefore);
            Assert.True(buffer.AsSpan(0, count).SequenceEqual(whole.AsSpan(at, count)));
            at += count;
        }
        Assert.Equal(whole.Length, at);
    }

    [Fact]
    public void After_the_first_second_Read_allocates_nothing()
    {
        using var radio = new EmulatedRadio(Quiet with { Pace = 50, Transmitters = [Fsk, Bpsk with { IdleBetweenFrames = false }] }, TimeProvider.System);
        using var cancellation = new CancellationTokenSource();
        var buffer = new Complex32[1000];
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (var i = 0; i < 1000; i++)
                radio.Read(buffer, out _, cancellation.Token);
        }));
    }

    [Theory]
    [InlineData(1, 0.2)]
    [InlineData(20, 4)]
    public void It_does_not_run_ahead_of_its_pace(double pace, double streamSeconds)
    {
        var watch = Stopwatch.StartNew();
        Read(Quiet with { Pace = pace }, streamSeconds, out _);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.199, 5);
    }

    [Fact]
    public void Impossible_options_are_refused_by_name()
    {
        Refused("9k6", Fsk with { Name = "9k6", Signal = Fsk.Signal with { Modulation = "QAM" } }, "QAM");
        Refused("9k6", Fsk with { Name = "9k6", Signal = Fsk.Signal with { Framing = "Pony Express" } }, "Pony Express");
        Refused("9k6", Fsk with { Name = "9k6", FrequencyHz = CenterHz + 130e3 }, "437130000");
        Refused("call", Fsk with { SourceCall = "TOOLONGCALL" }, "TOOLONGCALL");
        Refused("call", Fsk with { SourceCall = "GT0SAT-16" }, "GT0SAT-16");
        Refused("length", Fsk with { PayloadLength = -1 }, "-1");

        static void Refused(string word, EmulatedTransmitterOptions transmitter, string value)
        {
            var error = Assert.Throws<ArgumentException>(() => new EmulatedRadio(Quiet with { Transmitters = [transmitter] }, TimeProvider.System));
            Assert.Contains(word, error.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(value, error.Message);
        }
    }

    private static Complex32[] Read(EmulatedRadioOptions options, double seconds, out EmulatedRadio radio)
    {
        radio = new EmulatedRadio(options, TimeProvider.System);
        var samples = new Complex32[(int)(seconds * options.SampleRateHz)];
        var at = 0;
        while (at < samples.Length && radio.Read(samples.AsSpan(at), out _, default) is var count and > 0)
            at += count;
        radio.Dispose();
        return samples[..at];
    }

    private static IEnumerable<float> Symbols(Complex32[] samples, SentFrame frame, double offsetHz)
    {
        var step = RateHz / 9600 / (1 + (7 / Propagation.LightKmPerS));
        for (var center = (double)frame.FirstSample; center < frame.EndSample; center += step)
        {
            var (first, last) = ((int)(center - (step / 2)) + 2, (int)(center + (step / 2)) - 1);
            var turn = (samples[last] * samples[first].Conjugate * Complex32.FromPhase(-Math.Tau * offsetHz * (last - first) / RateHz)).Phase;
            yield return turn;
        }
    }

    private sealed class Sink : IDecodeSink
    {
        public List<byte[]> Payloads { get; } = [];

        public void OnResult(in DecodeResult result)
        {
            if (result.Status == DecodeStatus.Ok)
                Payloads.Add(result.Payload.ToArray());
        }
    }
}
