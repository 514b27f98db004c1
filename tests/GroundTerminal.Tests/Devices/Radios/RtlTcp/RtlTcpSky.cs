using System.Net;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Dsp;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

/// <summary>A server over an emulated sky, or over another radio, and what it said.</summary>
internal sealed class RtlTcpSky : IDisposable
{
    public const double RateHz = 250e3, CenterHz = 437.5e6, CarrierHz = 437.53e6;
    private readonly List<RadioServerEvent> _events = [];

    public RtlTcpSky(Func<double, double, IRadio>? tuning = null) => Server = new RtlTcpServer(
        new IPEndPoint(IPAddress.Loopback, 0),
        new RadioServerRequest("", (rate, frequency) => (tuning ?? Emulated)(rate, frequency), 1e6, 100e6, Tell));

    public RtlTcpServer Server { get; }

    public string Address => Server.Address;

    public RadioServerEvent[] Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    /// <summary>The radio that was made last.</summary>
    public EmulatedRadio? Radio { get; private set; }

    public void Dispose() => Server.Dispose();

    public EmulatedRadio Emulated(double rateHz, double frequencyHz) => Radio = new EmulatedRadio(
        new EmulatedRadioOptions
        {
            SampleRateHz = rateHz,
            CenterFrequencyHz = frequencyHz,
            NoiseDensityDbfsPerHz = -80,
            Transmitters = Math.Abs(frequencyHz - CarrierHz) < rateHz / 2 ? [Transmitter] : [],
        },
        TimeProvider.System);

    private static EmulatedTransmitterOptions Transmitter => new()
    {
        Name = "one",
        Signal = new Signal { Modulation = "FSK", BaudRate = 9600, Framing = "AX.25 G3RUH" },
        FrequencyHz = CarrierHz,
        CarrierToNoiseDbHz = 62,
        FrameIntervalSeconds = 0.25,
        FirstFrameSeconds = 0.1,
        PayloadLength = 64,
    };

    private void Tell(RadioServerEvent told)
    {
        lock (_events)
            _events.Add(told);
    }

    /// <summary>Full speed, or that of its reader: sample n is (n mod 200, n mod 200 + 1), as bytes.</summary>
    public sealed class Ramp : IRadio
    {
        private long _next;

        public string Description => "ramp";

        public double SampleRateHz => 1e6;

        public double CenterFrequencyHz => 0;

        public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
        {
            info = new SampleBlockInfo(_next, default, default, 0);
            for (int i = 0; i < destination.Length; i++, _next++)
                destination[i] = new Complex32(((_next % 200) - 128) / 128f, ((_next % 200) - 127) / 128f);
            return destination.Length;
        }

        public void Dispose()
        {
        }
    }
}
