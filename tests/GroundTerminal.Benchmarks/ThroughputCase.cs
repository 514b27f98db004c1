using System.Runtime.InteropServices;
using GroundTerminal.Emulator;

namespace GroundTerminal.Benchmarks;

/// <summary>One recording or emulated signal, and what receives it.</summary>
/// <param name="Entry">The transmitter.</param>
/// <param name="Iq">Complex baseband, else audio.</param>
/// <param name="Path">A WAV file of 16-bit samples at 48 kHz.</param>
internal sealed record ThroughputCase(ManifestEntry Entry, bool Iq, string Path)
{
    private const double RateHz = 48_000;

    /// <summary>Enough for both to receive every frame: throughput is compared, not sensitivity.</summary>
    private const double EbN0Db = 16;

    /// <summary>An FM receiver's threshold is one of carrier power in its filter, however slow the keying: 14 dB in 16 kHz is what <see cref="EbN0Db"/> is at this rate.</summary>
    private const double FmBaudRate = 9600;

    /// <summary>The places in audio where the peer looks when it is told none.</summary>
    private const double SlowAudioHz = 1500, FastAudioHz = 12_000, FmWidthHz = 16_000;
    private static readonly (string Modulation, double BaudRate, double? DeviationHz, double? AudioCarrierHz)[] Classes =
    [
        ("FSK", 9600, null, null),
        ("FSK", 1200, null, null),
        ("FSK subaudio", 300, null, null),
        ("AFSK", 1200, 500, 1700),
        ("BPSK", 1200, null, null),
        ("BPSK", 9600, null, null),
        ("DBPSK", 1200, null, null),
        ("BPSK Manchester", 1200, null, null),
        ("DBPSK Manchester", 1200, null, null),
    ];

    /// <summary>What stands in the table.</summary>
    public string Class => FormattableString.Invariant($"{Entry.Modulation} {Entry.BaudRate / 1000}k {(Iq ? "I/Q" : "audio")}");

    /// <summary>Every modulation of the catalogue in audio and in complex baseband.</summary>
    /// <param name="folder">Where the files are written, one at a time as the cases are asked for.</param>
    public static IEnumerable<ThroughputCase> Emulated(string folder)
    {
        foreach (var (modulation, baudRate, deviationHz, audioCarrierHz) in Classes)
        {
            var entry = new ManifestEntry("emulated", 99999, modulation, baudRate, deviationHz, audioCarrierHz, "AX.25", new Dictionary<string, string>(), HasCheck: true, []);
            foreach (var iq in new[] { false, true })
                yield return Emulate(entry, iq, System.IO.Path.Combine(folder, "emulated.wav"));
        }
    }

    private static ThroughputCase Emulate(ManifestEntry entry, bool iq, string path)
    {
        var isFm = entry.Modulation.StartsWith("FSK", StringComparison.Ordinal) || (entry.Modulation == "AFSK" && iq);
        var signal = new TestSignal(new TestSignalOptions
        {
            SampleRateHz = RateHz,
            Modulation = entry.Modulation,
            BaudRate = entry.BaudRate,
            DeviationHz = entry.DeviationHz,
            AudioCarrierHz = entry.AudioCarrierHz,
            Framing = entry.Framing,
            EbN0Db = EbN0Db + (isFm ? 10 * Math.Log10(FmBaudRate / entry.BaudRate) : 0),
            PayloadLength = 64,
            Frames = (int)Math.Ceiling(10 * entry.BaudRate / 1000),
        });
        var carrierHz = entry.BaudRate > 4800 ? FastAudioHz : SlowAudioHz;
        float[] samples = iq ? MemoryMarshal.Cast<Dsp.Complex32, float>(signal.ToIq()).ToArray()
            : entry.Modulation.Contains("PSK", StringComparison.Ordinal) ? signal.ToSsbAudio(carrierHz)
            : entry.Modulation == "AFSK" ? signal.ToAfskAudio() : signal.ToFmAudio(FmWidthHz);
        WavTiler.Write(path, samples, (int)RateHz, channels: iq ? 2 : 1);
        return new ThroughputCase(entry, iq, path);
    }
}
