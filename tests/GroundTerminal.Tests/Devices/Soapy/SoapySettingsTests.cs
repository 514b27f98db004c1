using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>What a device is told, read back from the device.</summary>
[Collection(SoapyCollection.Name)]
public sealed class SoapySettingsTests
{
    private const string Arguments = "driver=gttest,serial=settings";
    private static readonly RadioSettings Settings = new() { SampleRateHz = 2.4e6, CenterFrequencyHz = 437e6 };

    public SoapySettingsTests() => SoapyTestModule.Need();

    [SkippableFact]
    public void Everything_reaches_the_device()
    {
        RadioSettings settings = Settings with
        {
            GainDb = 30,
            StageGainsDb = new Dictionary<string, double> { ["VGA"] = 12 },
            BandwidthHz = 1.5e6,
            Antenna = "WIDE",
            BiasTee = true,
            CorrectionPpm = -3.5,
            Others = new Dictionary<string, string> { ["time-source"] = "internal", ["stream:bufflen"] = "4096" },
        };
        Look(Arguments, settings, (stream, channel) =>
        {
            Assert.Empty(stream.Notes);
            Assert.Equal((2.4e6, 437e6, 1.5e6, -3.5), (channel.SampleRate, channel.Frequency, channel.Bandwidth, channel.Correction));
            Assert.Equal((12, 30, false), (channel.StageGain("VGA"), channel.StageGain("LNA"), IsAutomatic(channel)));
            Assert.Equal("true", Setting(channel, "biastee"));
        });
        Look(Arguments, Settings, (_, channel) => Assert.Equal("false", Setting(channel, "biastee")));
    }

    [SkippableFact]
    public void What_is_not_said_suits_the_rate_and_gain_is_automatic() => Look(Arguments, Settings, (stream, channel) =>
    {
        Assert.Empty(stream.Notes);
        Assert.Equal((2.4e6, true), (channel.Bandwidth, IsAutomatic(channel)));
    });

    [SkippableFact]
    public void Without_correction_in_the_device_rate_and_frequency_are_asked_for_otherwise()
    {
        Look(Arguments + ",correction=0", Settings with { CorrectionPpm = 50 }, (stream, channel) =>
        {
            Assert.Equal((2.4e6 / 1.00005, 437e6 / 1.00005), (channel.SampleRate, channel.Frequency));
            Assert.Equal(2.4e6, stream.SampleRateHz, 1e-6);
            Assert.Equal(437e6, stream.CenterFrequencyHz, 1e-6);
            Assert.Empty(stream.Notes);
        });
    }

    [SkippableFact]
    public void What_is_done_nearly_is_noted()
    {
        Look(Arguments + ",rate-step=1e6,agc=0", Settings with { GainDb = 7 }, (stream, channel) =>
        {
            Assert.Equal(2e6, stream.SampleRateHz);
            Assert.True(channel.Gain is 6 or 8);
            Assert.Equal(["sample rate is 2000000 Hz, not 2400000 Hz", $"gain is {channel.Gain} dB, not 7 dB"], stream.Notes);
        });
        Look(Arguments + ",agc=0", Settings, (stream, _) => Assert.Equal(["gain: the device has no automatic gain, it stays at 0 dB"], stream.Notes));
    }

    [SkippableFact]
    public void Devices_are_found_with_what_opens_them()
    {
        FoundRadio found = Assert.Single(RadioCatalog.Find("soapy")!.List!(), f => f.Details["driver"] == "gttest");
        Assert.Equal(("soapy", "driver=gttest,serial=1", "GroundTerminal test device 1"), (found.Kind, found.Device, found.Label));
        new SoapyDevice(found.Device).Open(Settings).Dispose();
    }

    [SkippableFact]
    public void What_another_has_is_busy_and_what_is_not_there_absent()
    {
        using (new SoapyDevice(Arguments).Open(Settings))
            Assert.Equal(RadioFailure.Busy, Assert.Throws<RadioException>(() => new SoapyDevice("driver=gttest,serial=other").Open(Settings)).Failure);
        RadioException absent = Assert.Throws<RadioException>(() => new SoapyDevice("driver=none").Open(Settings));
        Assert.Equal(RadioFailure.Absent, absent.Failure);
        Assert.Contains("'driver=none'", absent.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("rtlsdr")]
    [InlineData("driver=rtlsdr,=5")]
    public void Arguments_that_make_no_sense_are_refused(string arguments) =>
        Assert.Contains("driver=rtlsdr,serial=", Assert.Throws<InputException>(() => new SoapyDevice(arguments)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_library_is_named_with_its_package()
    {
        RadioException missing = Assert.Throws<RadioException>(() => SoapyFailure.WithLibrary<int>(() => throw new DllNotFoundException()));
        Assert.Equal(RadioFailure.Library, missing.Failure);
        Assert.Contains("apt-get install libsoapysdr0.8", missing.Message, StringComparison.Ordinal);
    }

    private static void Look(string arguments, RadioSettings settings, Action<IRadioStream, SoapyChannel> look)
    {
        using IRadioStream stream = new SoapyDevice(arguments).Open(settings);
        using SoapyHandle same = SoapyHandle.Make(arguments);
        look(stream, new SoapyChannel(same, SoapyLibrary.Receive, 0));
    }

    private static unsafe string Setting(SoapyChannel channel, string key) => SoapyAnswers.Text(SoapyTestCalls.ReadSetting(channel.Handle.Pointer, key));

    private static bool IsAutomatic(SoapyChannel channel) => SoapyTestCalls.GetGainMode(channel.Handle.Pointer, SoapyLibrary.Receive, 0);
}
