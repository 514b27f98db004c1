using GroundTerminal.Devices.Radios.RedPitaya;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.EndToEnd;

/// <summary>An emulated sky behind our server of the Red Pitaya's protocol; Debian's module of SoapySDR is the client. Skipped where that is not installed.</summary>
internal sealed class RedPitayaSky : IDisposable
{
    public const double RateHz = 250e3, CenterHz = 10e6;
    private readonly EmulatedTransmitterOptions[] _transmitters;
    private readonly TransmittedSamples? _transmitted;
    private readonly List<EmulatedRadio> _radios = [];
    private readonly int _port;
    private RedPitayaServer? _server;

    public RedPitayaSky(EmulatedTransmitterOptions[] transmitters, TransmittedSamples? transmitted = null)
    {
        NeedModule();
        (_transmitters, _transmitted) = (transmitters, transmitted);
        _server = new RedPitayaServer(new RedPitayaServerOptions { Endpoint = new(System.Net.IPAddress.Loopback, 0) }, Tune, transmitted);
        _port = _server.Endpoint.Port;
    }

    /// <summary>Skips the test where Debian's module is not installed.</summary>
    public static void NeedModule() =>
            Skip.IfNot(Directory.Exists("/usr/lib") && Directory.EnumerateFiles("/usr/lib", "libRedPitaya.so", SearchOption.AllDirectories).Any(), "soapysdr0.8-module-redpitaya is not on this machine (tools/deps tests)");

    /// <summary>What the client opens.</summary>
    public string Arguments => $"driver=redpitaya,addr=127.0.0.1,port={_port}";

    public SoapyDevice Device => new(Arguments);

    public static RadioSettings Settings { get; } = new() { SampleRateHz = RateHz, CenterFrequencyHz = CenterHz };

    /// <summary>Samples come no more, the connections stay.</summary>
    public bool Hangs { get; set; }

    /// <summary>The sky as it was tuned last.</summary>
    public EmulatedRadio Current
    {
        get
        {
            lock (_radios)
                return _radios[^1];
        }
    }

    /// <summary>The server goes away; connections are closed, the port refuses.</summary>
    public void Unplug()
    {
        _server?.Dispose();
        _server = null;
    }

    /// <summary>It is there again, at the same port.</summary>
    public void PlugIn() => _server = new RedPitayaServer(new RedPitayaServerOptions { Endpoint = new(System.Net.IPAddress.Loopback, _port) }, Tune, _transmitted);

    public void Dispose() => _server?.Dispose();

    private IRadio Tune(double sampleRateHz, double centerFrequencyHz)
    {
        var radio = new EmulatedRadio(
            new EmulatedRadioOptions
            {
                SampleRateHz = sampleRateHz,
                CenterFrequencyHz = centerFrequencyHz,
                Transmitters = [.. _transmitters.Where(t => Math.Abs(t.FrequencyHz - centerFrequencyHz) < 0.4 * sampleRateHz)],
            },
            TimeProvider.System);
        lock (_radios)
            _radios.Add(radio);
        return new Hanging(this, radio);
    }

    private sealed class Hanging(RedPitayaSky sky, IRadio radio) : IRadio
    {
        public string Description => radio.Description;

        public double SampleRateHz => radio.SampleRateHz;

        public double CenterFrequencyHz => radio.CenterFrequencyHz;

        public int Read(Span<Dsp.Complex32> destination, out Dsp.SampleBlockInfo info, CancellationToken cancellation)
        {
            while (sky.Hangs && !cancellation.IsCancellationRequested)
                cancellation.WaitHandle.WaitOne(20);
            return radio.Read(destination, out info, cancellation);
        }

        public void Dispose() => radio.Dispose();
    }
}
