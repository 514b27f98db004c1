using GroundTerminal.Configuration;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;

namespace GroundTerminal.Benchmarks;

/// <summary>Four transmissions as those that <c>make run</c> receives (250 kS/s, a 500 km pass in two minutes), and the receivers that it runs.</summary>
internal static class DefaultSky
{
    public const double SampleRateHz = 250e3;
    public const double CenterHz = 437.5e6;

    public static EmulatedRadioOptions Radio { get; } = new()
    {
        SampleRateHz = SampleRateHz,
        CenterFrequencyHz = CenterHz,
        Pace = null,
        Transmitters =
        [
            Transmitter("1k2 AFSK", "AFSK", 1200, "AX.25", -75e3, 60, 0),
            Transmitter("9k6 FSK", "FSK", 9600, "AX.25 G3RUH", -25e3, 60, 30),
            Transmitter("2k4 BPSK", "BPSK", 2400, "AX.25 G3RUH", 25e3, 52, 60),
            Transmitter("4k8 FSK", "FSK", 4800, "AX.25 G3RUH", 75e3, 57, 90),
        ],
    };

    /// <summary>The receivers of the configuration that ships, built from its text.</summary>
    public static IReadOnlyList<ReceiverOptions> Receivers { get; } = [.. Shipped()];

    private static IEnumerable<ReceiverOptions> Shipped()
    {
        var configuration = ConfigurationReader.Load(null).Configuration;
        var radio = (EmulatedRadioConfiguration)configuration.Radio;
        return configuration.Channels.Select(c => c.Signal.ReceiverOptions(radio.SampleRateHz, SampleKind.Iq) with
        {
            OffsetHz = c.FrequencyHz - radio.CenterFrequencyHz,
            SearchBandwidthHz = c.SearchBandwidthHz,
        });
    }

    private static EmulatedTransmitterOptions Transmitter(
        string name, string modulation, double baudRate, string framing, double offsetHz, double cn0, double startSeconds) => new()
        {
            Name = name,
            Signal = new Signal
            {
                Modulation = modulation,
                BaudRate = baudRate,
                AudioCarrierHz = modulation == "AFSK" ? 1700 : null,
                DeviationHz = modulation == "AFSK" ? 500 : null,
                Framing = framing,
            },
            FrequencyHz = CenterHz + offsetHz,
            CarrierToNoiseDbHz = cn0,
            FrameIntervalSeconds = 2,
            Range = new PassRange(new CircularPass(500, Math.PI / 3), passSeconds: 120, startSeconds: startSeconds),
        };
}
