using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

/// <summary>The client, with our server behind it that is stopped, started again, or starved.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RtlTcpContractTests : RadioDeviceContract
{
    private readonly RtlTcpSky _sky;
    private RtlTcpServer? _again;
    private volatile bool _hangs;

    public RtlTcpContractTests()
    {
        _sky = new RtlTcpSky((rate, frequency) => new Starving(this, _sky!.Emulated(rate, frequency)));
        Device = RtlTcpDevice.Create(_sky.Address);
    }

    protected override IRadioDevice Device { get; }

    protected override RadioSettings Settings => new() { SampleRateHz = 2.4e6, CenterFrequencyHz = RtlTcpSky.CenterHz };

    public override void Dispose()
    {
        _again?.Dispose();
        _sky.Dispose();
    }

    protected override IEnumerable<(RadioSettings Settings, string Key)> Impossible() =>
    [
        (Settings with { CenterFrequencyHz = 5e9 }, "center-frequency"),
        (Settings with { SampleRateHz = 500e3 }, "sample-rate"),
        (Settings with { SampleRateHz = 225e3 }, "sample-rate"),
        (Settings with { SampleRateHz = 3.3e6 }, "sample-rate"),
        (Settings with { Antenna = "RX2" }, "antenna"),
        (Settings with { BandwidthHz = 1e6 }, "bandwidth"),
        (Settings with { StageGainsDb = new Dictionary<string, double> { ["LNA"] = 1 } }, "LNA"),
        (Settings with { Others = new Dictionary<string, string> { ["volume"] = "1" } }, "volume"),
        (Settings with { Others = new Dictionary<string, string> { ["agc"] = "loud" } }, "agc=loud"),
    ];

    protected override void Unplug() => _sky.Server.Dispose();

    protected override void Return() => _again = new RtlTcpServer(_sky.Server.Endpoint, new("", (rate, frequency) => _sky.Emulated(rate, frequency), 1e6, 1e8, _ => { }));

    protected override void Hang() => _hangs = true;

    /// <summary>A sky that may give nothing any more.</summary>
    private sealed class Starving(RtlTcpContractTests test, IRadio sky) : IRadio
    {
        public string Description => sky.Description;

        public double SampleRateHz => sky.SampleRateHz;

        public double CenterFrequencyHz => sky.CenterFrequencyHz;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            if (test._hangs)
                cancellation.WaitHandle.WaitOne();
            return sky.Read(destination, out info, cancellation);
        }

        public void Dispose() => sky.Dispose();
    }
}
