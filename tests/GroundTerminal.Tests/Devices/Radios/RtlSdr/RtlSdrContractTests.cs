using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Devices.Usb;
using GroundTerminal.Emulator.Usb;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>The contract, by way of a C library with the functions of libusb-1.0.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RtlSdrContractTests : RadioDeviceContract
{
    private readonly TestDirectory _directory = new();
    private readonly RtlSdrDevice _device = new(new LibUsbBus(), "");
    private RtlUsbServer? _server;

    protected override IRadioDevice Device
    {
        get
        {
            if (_server is null)
            {
                _server = new RtlUsbServer(_directory.File("usb"), (rate, center) => new IndexRadio(rate, center));
                _server.Start();
                RtlShim.LoadHere(_directory.File("usb"));
            }
            return _device;
        }
    }

    protected override RadioSettings Settings { get; } = RtlSdrBench.Settings(1.024e6);

    public override void Dispose()
    {
        _server?.Dispose();
        _directory.Dispose();
    }

    protected override IEnumerable<(RadioSettings Settings, string Key)> Impossible() =>
    [
        (Settings with { SampleRateHz = 600e3 }, "radio.sample-rate"),
        (Settings with { CenterFrequencyHz = 2.4e9 }, "radio.center-frequency"),
        (Settings with { CorrectionPpm = 900 }, "radio.correction"),
        (Settings with { Channel = 1 }, "radio.channel"),
        (Settings with { Antenna = "TX" }, "radio.antenna"),
    ];

    protected override void Unplug() => _server!.Dongle!.Unplug();

    protected override void Return() => _server!.Dongle!.PlugIn();

    protected override void Hang() => _server!.Dongle!.Faults.BulkHangs = true;
}
