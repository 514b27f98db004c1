using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Contracts;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>A device of SoapySDR keeps the contract of all.</summary>
[Collection(SoapyCollection.Name)]
public sealed class SoapyDeviceContractTests : RadioDeviceContract
{
    private const string Arguments = "driver=gttest,serial=contract";

    public SoapyDeviceContractTests() => SoapyTestModule.Need();

    protected override IRadioDevice Device { get; } = new SoapyDevice(Arguments);

    protected override RadioSettings Settings { get; } = new() { SampleRateHz = 1e6, CenterFrequencyHz = 437e6, GainDb = 20 };

    public override void Dispose() => SoapyTestModule.PlugIn();

    protected override IEnumerable<(RadioSettings Settings, string Key)> Impossible() =>
    [
        (Settings with { SampleRateHz = 30e6 }, "radio.sample-rate: 30 MHz is impossible; the device has 1 kHz to 20 MHz"),
        (Settings with { CenterFrequencyHz = 2.4e9 }, "radio.center-frequency: 2400 MHz is impossible; the device has 24 MHz to 1766 MHz"),
        (Settings with { GainDb = 61 }, "radio.gain: 61 dB is impossible; the device has 0 to 60 dB"),
        (Settings with { StageGainsDb = new Dictionary<string, double> { ["VGA"] = 21 } }, "radio.stage-gains: VGA 21 dB is impossible; the device has 0 to 20 dB"),
        (Settings with { StageGainsDb = new Dictionary<string, double> { ["MIX"] = 1 } }, "radio.stage-gains: MIX is none of LNA, VGA"),
        (Settings with { BandwidthHz = 100e3 }, "radio.bandwidth: 100 kHz is impossible; the device has 200 kHz to 20 MHz"),
        (Settings with { Antenna = "TX" }, "radio.antenna: 'TX' is none of RX, WIDE"),
        (Settings with { Channel = 1 }, "radio.channel: 1 is too high: the device has 1"),
        (Settings with { Others = new Dictionary<string, string> { ["volume"] = "11" } }, "radio.settings: the device has no volume; it has biastee, fault"),
        (Settings with { Others = new Dictionary<string, string> { ["time-source"] = "gps" } }, "radio.settings: time-source=gps is none of internal"),
        (Settings with { Others = new Dictionary<string, string> { ["fault"] = "rain@5" } }, "radio.settings: fault=rain@5 was refused"),
    ];

    protected override void Unplug() => SoapyTestModule.Fault(Arguments, "unplug@0:3600000");

    protected override void Return() => SoapyTestModule.PlugIn();

    protected override void Hang() => SoapyTestModule.Fault(Arguments, "hang@0");
}
