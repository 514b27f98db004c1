using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>What our driver writes, as the model of the dongle understands the registers: frequency, rate, gain.</summary>
public class RtlSdrTuningTests
{
    /// <summary>Of the down-converter, which takes what the tuner's steps leave over.</summary>
    private const double FrequencyStepHz = 28.8e6 / (1 << 22);

    [Theory]
    [InlineData(RtlTunerKind.R820T, 26, 1766)]
    [InlineData(RtlTunerKind.R828D, 26, 1766)]
    [InlineData(RtlTunerKind.R828DBlogV4, 0.5, 1766)]
    [InlineData(RtlTunerKind.E4000, 52, 1104)]
    [InlineData(RtlTunerKind.E4000, 1246, 2200)]
    public void The_frequency_is_within_a_step_over_the_whole_range(RtlTunerKind tuner, double fromMhz, double toMhz)
    {
        using var bench = new RtlSdrBench(tuner);
        RtlSdrReceiver receiver = bench.Wake();
        var random = new Random(5);
        double[] rates = [250e3, 1.024e6, 2.048e6, 2.4e6, 2.8e6];
        for (var i = 0; i <= 400; i++)
        {
            double wantedHz = Math.Round(1e6 * (fromMhz + ((toMhz - fromMhz) * i / 400)) + (i is 0 or 400 ? 0 : random.Next(-9999, 9999)));
            RtlSdrBench.Apply(receiver, RtlSdrBench.Settings(rates[i % rates.Length], wantedHz));
            RtlDongleStatus status = bench.Dongle.Status;
            Assert.True(status.IsLocked, $"{wantedHz} Hz");
            Assert.InRange(status.CenterFrequencyHz - wantedHz, -FrequencyStepHz, FrequencyStepHz);
            Assert.Equal(status.CenterFrequencyHz, receiver.CenterFrequencyHz, 1e-3);
            Assert.False(status.IsMirrored);
        }
    }

    [Theory]
    [InlineData(-80)]
    [InlineData(-0.3)]
    [InlineData(1.7)]
    [InlineData(62.5)]
    [InlineData(400)]
    public void A_crystal_that_is_off_is_made_up_for(double ppm)
    {
        foreach (RtlTunerKind tuner in Enum.GetValues<RtlTunerKind>())
        {
            using var bench = new RtlSdrBench(tuner, ppm);
            RtlSdrReceiver receiver = bench.Wake();
            RtlSdrBench.Apply(receiver, RtlSdrBench.Settings(2.4e6, 437.525e6) with { CorrectionPpm = ppm });
            RtlDongleStatus status = bench.Dongle.Status;
            Assert.InRange(status.CenterFrequencyHz - 437.525e6, -FrequencyStepHz, FrequencyStepHz);
            Assert.InRange((status.SampleRateHz / 2.4e6) - 1, -0.11e-6, 0.11e-6); // a step of the ratio and one of the offset
            Assert.Equal(status.SampleRateHz, receiver.SampleRateHz, 1e-4);
            Assert.Equal(status.CenterFrequencyHz, receiver.CenterFrequencyHz, 1e-3);
        }
    }

    [Fact]
    public void The_rate_is_within_a_step_of_the_resampler()
    {
        using var bench = new RtlSdrBench();
        RtlSdrReceiver receiver = bench.Wake();
        var random = new Random(6);
        double[] edges = [225_001, 250e3, 300e3, 900_001, 960e3, 1e6, 1.024e6, 2.048e6, 2.4e6, 2.56e6, 3.2e6];
        foreach (double wantedHz in edges.Concat(Enumerable.Range(0, 200).Select(i => Math.Round(i % 4 == 0 ? 225_001 + (random.NextDouble() * 74_999) : 900_001 + (random.NextDouble() * 2_299_999)))))
        {
            RtlSdrBench.Apply(receiver, RtlSdrBench.Settings(wantedHz));
            double stepHz = wantedHz * 4 / (28.8e6 * (1 << 22) / wantedHz);
            Assert.InRange(bench.Dongle.Status.SampleRateHz - wantedHz, -stepHz, stepHz);
            Assert.Equal(bench.Dongle.Status.SampleRateHz, receiver.SampleRateHz, 1e-4);
        }
    }

    [Theory]
    [InlineData(RtlTunerKind.R820T, 0, 49.6, 4)]
    [InlineData(RtlTunerKind.E4000, -1, 42, 8)]
    public void The_gain_is_the_nearest_that_there_is(RtlTunerKind tuner, double lowestDb, double highestDb, double largestStepDb)
    {
        using var bench = new RtlSdrBench(tuner);
        RtlSdrReceiver receiver = bench.Wake();
        for (double wantedDb = lowestDb; wantedDb <= highestDb + 0.01; wantedDb += 0.2)
        {
            RtlSdrBench.Apply(receiver, RtlSdrBench.Settings() with { GainDb = wantedDb });
            RtlDongleStatus status = bench.Dongle.Status;
            Assert.False(status.HasAutomaticGain);
            Assert.InRange(status.StageGainsDb["LNA"] + status.StageGainsDb["MIX"] - wantedDb, -largestStepDb / 2 - 0.01, largestStepDb / 2 + 0.01);
        }
        RtlSdrBench.Apply(receiver, RtlSdrBench.Settings());
        Assert.True(bench.Dongle.Status.HasAutomaticGain);
    }

    [Theory]
    [InlineData(RtlTunerKind.R820T, "LNA=22.3, MIX=12.3, VGA=26.5")]
    [InlineData(RtlTunerKind.E4000, "LNA=15, MIX=12, IF1=-3, IF2=6, IF3=9, IF4=2, IF5=3, IF6=15")]
    public void Stages_are_set_by_their_names(RtlTunerKind tuner, string stages)
    {
        using var bench = new RtlSdrBench(tuner);
        Dictionary<string, double> wanted = stages.Split(", ").Select(s => s.Split('=')).ToDictionary(s => s[0], s => double.Parse(s[1], System.Globalization.CultureInfo.InvariantCulture));
        RtlSdrBench.Apply(bench.Wake(), RtlSdrBench.Settings() with { GainDb = 20, StageGainsDb = wanted });
        Assert.All(wanted, w => Assert.Equal(w.Value, bench.Dongle.Status.StageGainsDb[w.Key], 0.01));
        Assert.False(bench.Dongle.Status.HasAutomaticGain);
    }

    [Fact]
    public void Bias_tee_is_output_0_and_goes_off_at_the_end()
    {
        using var bench = new RtlSdrBench();
        using (bench.Device.Open(RtlSdrBench.Settings() with { BiasTee = true }))
            Assert.True(bench.Dongle.Status.HasBiasTee);
        Assert.False(bench.Dongle.Status.HasBiasTee);
        RtlSdrReceiver receiver = bench.Wake();
        RtlSdrBench.Apply(receiver, RtlSdrBench.Settings() with { BiasTee = true });
        RtlSdrBench.Apply(bench.Wake(), RtlSdrBench.Settings());
        Assert.False(bench.Dongle.Status.HasBiasTee); // that another program left on
    }

    [Theory]
    [InlineData("i", 7.1e6)]
    [InlineData("q", 3.65e6)]
    [InlineData("q", 21.2e6)]
    public void Direct_sampling_goes_around_the_tuner(string pin, double centerHz)
    {
        using var bench = new RtlSdrBench();
        RtlSdrBench.Apply(bench.Wake(), RtlSdrBench.Settings(centerHz: centerHz) with { Others = new Dictionary<string, string> { ["direct-sampling"] = pin } });
        RtlDongleStatus status = bench.Dongle.Status;
        Assert.Equal(pin[0], status.DirectSampling);
        Assert.False(status.IsTunerAwake);
        Assert.False(status.IsMirrored);
        Assert.InRange(status.CenterFrequencyHz - centerHz, -FrequencyStepHz, FrequencyStepHz);
    }

    [Fact]
    public void Offset_tuning_keeps_the_oscillator_out_of_the_band()
    {
        using var bench = new RtlSdrBench(RtlTunerKind.E4000);
        RtlSdrBench.Apply(bench.Wake(), RtlSdrBench.Settings(2.4e6) with { Others = new Dictionary<string, string> { ["offset-tuning"] = "true" } });
        RtlDongleStatus status = bench.Dongle.Status;
        Assert.InRange(status.CenterFrequencyHz - 437.5e6, -FrequencyStepHz, FrequencyStepHz);
        Assert.InRange(Math.Abs(status.OscillatorHz - status.CenterFrequencyHz), 1.2e6, 3e6);
    }

    [Fact]
    public void The_EEPROM_says_what_USB_says()
    {
        using var bench = new RtlSdrBench();
        RtlEeprom? eeprom = bench.Device.ReadEeprom();
        Assert.Equal(new RtlEeprom(0x0bda, 0x2838, "Realtek", "RTL2838UHIDIR", "00000001", true), eeprom);
    }

    [Theory]
    [InlineData("radio.sample-rate", 600e3, 437e6, "", "")]
    [InlineData("radio.sample-rate", 3.3e6, 437e6, "", "")]
    [InlineData("radio.sample-rate", 225e3, 437e6, "", "")]
    [InlineData("radio.center-frequency", 250e3, 10e6, "", "")]
    [InlineData("radio.center-frequency", 250e3, 1.8e9, "", "")]
    [InlineData("radio.stage-gains", 250e3, 437e6, "", "IF9")]
    [InlineData("radio.settings", 250e3, 437e6, "turbo=1", "")]
    [InlineData("radio.settings", 250e3, 437e6, "direct-sampling=x", "")]
    [InlineData("radio.settings", 250e3, 437e6, "offset-tuning=true", "")]
    public void What_is_impossible_is_refused_by_its_key(string key, double rateHz, double centerHz, string others, string stage)
    {
        using var bench = new RtlSdrBench();
        RadioSettings settings = RtlSdrBench.Settings(rateHz, centerHz) with
        {
            Others = others.Length == 0 ? [] : new Dictionary<string, string> { [others.Split('=')[0]] = others.Split('=')[1] },
            StageGainsDb = stage.Length == 0 ? [] : new Dictionary<string, double> { [stage] = 3 },
        };
        var refused = Assert.Throws<RadioException>(() => bench.Device.Open(settings));
        Assert.Equal(RadioFailure.Settings, refused.Failure);
        Assert.StartsWith(key + ": ", refused.Message);
        bench.Device.Open(RtlSdrBench.Settings()).Dispose(); // nothing stays open behind a refusal
    }

    [Fact]
    public void The_udev_rule_has_every_dongle()
    {
        string rule = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "hw", "udev", "70-groundterminal-rtlsdr.rules"));
        Assert.All(RtlSdrDongles.Ids, id => Assert.Contains($"ATTR{{idVendor}}==\"{id.Vendor:x4}\", ATTR{{idProduct}}==\"{id.Product:x4}\"", rule));
    }

    [Fact]
    public void Where_the_tuner_does_not_lock_the_frequency_is_refused()
    {
        using var bench = new RtlSdrBench(RtlTunerKind.E4000);
        var refused = Assert.Throws<RadioException>(() => bench.Device.Open(RtlSdrBench.Settings(centerHz: 1180e6)));
        Assert.Equal(RadioFailure.Settings, refused.Failure);
        Assert.Contains("does not lock", refused.Message);
    }
}
