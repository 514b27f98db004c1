using System.Globalization;
using System.Text;

namespace GroundTerminal.Benchmarks;

/// <summary>The configuration of a <see cref="DayBenchmark"/>.</summary>
internal static class DaySky
{
    private const int Slots = 20;
    private const double CenterHz = 436.5e6, SlotHz = 23e3;
    private static readonly string[] Signals =
    [
        "modulation: FSK, baud-rate: 9600, deviation: 3000, framing: AX.25 G3RUH",
        "modulation: BPSK, baud-rate: 2400, framing: AX.25",
        "modulation: FSK, baud-rate: 4800, deviation: 1500, framing: AX.25 G3RUH",
        "modulation: AFSK, baud-rate: 1200, deviation: 500, audio-carrier: 1700, framing: AX.25",
    ];

    /// <summary>C/N₀ of each signal at 500 km, dBHz.</summary>
    private static readonly double[] Levels = [66, 60, 63, 66];

    /// <summary>Satellites of the orbits that ship, on frequencies that several share, as YAML.</summary>
    public static string Configuration(int satellites, int seed, double orbitErrorKm)
    {
        var text = new StringBuilder();
        text.AppendLine("station: { name: a day, latitude: 48.1, longitude: 11.6, altitude: 500 }");
        text.AppendLine("rotator: { kind: emulated, beamwidth: 30 }");
        text.AppendLine("kiss-server: { listen: off }");
        text.AppendLine("http: { listen: off }");
        text.AppendLine("satellites:");
        for (var i = 1; i <= satellites; i++)
            text.AppendLine(Invariant($"  - {{ name: DEMO-{i}, frames-per-minute: 20, priority: {(IsHigh(i) ? -1 : 0)} }}"));
        text.AppendLine("channels:");
        for (var i = 1; i <= satellites; i++)
            text.AppendLine(Invariant($"  - {{ name: DEMO-{i}, satellite: DEMO-{i}, frequency: {FrequencyHz(i):0}, {Signals[Signal(i)]} }}"));
        text.AppendLine(Invariant($"radio:\n  kind: emulated\n  sample-rate: 500e3\n  center-frequency: {CenterHz:0}\n  noise-density: -90\n  seed: {seed}\n  orbit-error: {orbitErrorKm}\n  transmitters:"));
        for (var i = 1; i <= satellites; i++)
            text.AppendLine(Invariant($"  - {{ name: DEMO-{i}, orbit: DEMO-{i}, frequency: {FrequencyHz(i):0}, {Signals[Signal(i)]}, level: {Levels[Signal(i)] + (IsHigh(i) ? 20 : 0)}, frame-interval: 3, source: DEMO{i}, payload: \"DEMO-{i} frame {{n}} {seed}\" }}"));
        return text.ToString();
    }

    // The last three of the orbits that ship are no low ones: they are above the horizon for hours.
    private static bool IsHigh(int satellite) => satellite > 37;

    // Two satellites share a frequency, and send differently.
    private static int Signal(int satellite) => (satellite + (satellite / Slots)) % Signals.Length;

    private static double FrequencyHz(int satellite) => CenterHz + (((satellite % Slots) - ((Slots - 1) / 2.0)) * SlotHz);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
