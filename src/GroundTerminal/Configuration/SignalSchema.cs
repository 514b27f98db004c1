using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;

namespace GroundTerminal.Configuration;

/// <summary>Keys of modulation and framing, which all that receives or sends has, and the record made of them.</summary>
internal static class SignalSchema
{
    private static readonly Setting Modulation = new("modulation", SettingKind.Choice, "modulation; needed without waveform") { Words = TransmitterSupport.Modulations };
    private static readonly Setting BaudRate = new("baud-rate", SettingKind.Number, "symbol rate, baud; needed without waveform") { Min = 200, Max = 30e6 };
    private static readonly Setting Framing = new("framing", SettingKind.Choice, "framing; needed without waveform") { Words = TransmitterSupport.Framings };

    private static readonly Signal None = new() { Modulation = "", BaudRate = double.NaN, Framing = "" };

    /// <summary>The keys.</summary>
    public static IReadOnlyList<Setting> Keys { get; } =
    [
        new("waveform", SettingKind.Choice, "a ready waveform; keys that are given go before what it says") { Words = [.. WaveformCatalog.All.Select(w => w.Name)] },
        Modulation, BaudRate,
        new("deviation", SettingKind.Number, "deviation of FSK, or of AFSK's tones from their centre, Hz; negative: tones swapped") { Min = -100e3, Max = 100e3 },
        new("audio-carrier", SettingKind.Number, "centre of AFSK's audio tones, Hz") { Min = 100, Max = 50e3 },
        new("roll-off", SettingKind.Number, "roll-off of the root-raised-cosine pulse of PSK") { Min = 0.1, Max = 1 },
        new("gaussian-bt", SettingKind.Number, "bandwidth-time product of the Gaussian pulse of FSK and GMSK") { Min = 0.2, Max = 2 },
        new("subcarrier", SettingKind.Number, "subcarrier of PCM/PM, Hz") { Min = 100, Max = 10e6 },
        new("modulation-index", SettingKind.Number, "peak phase deviation of PCM/PM, radians") { Min = 0.05, Max = 3.2 },
        Framing,
        new("frame-size", SettingKind.Whole, "bytes of a frame, where the framing has frames of one size; without it the framing's own") { Min = 1, Max = 65536 },
        new("code-rate", SettingKind.Choice, "rate of the inner, turbo or LDPC code of CCSDS framings; without it the framing's own") { Words = ["1/2", "2/3", "3/4", "4/5", "5/6", "7/8", "1/3", "1/4", "1/6"] },
        new("rs-basis", SettingKind.Choice, "basis of CCSDS Reed-Solomon symbols") { Default = "dual", Words = ["dual", "conventional"] },
        new("rs-interleaving", SettingKind.Whole, "Reed-Solomon code words side by side") { Default = "1", Min = 1, Max = 8 },
        new("rs-parity", SettingKind.Choice, "parity symbols of a Reed-Solomon code word") { Default = "32", Words = ["32", "16"] },
        new("precoding", SettingKind.Choice, "differential coding before the convolutional code") { Default = "none", Words = ["none", "differential"] },
        new("convolutional", SettingKind.Choice, "convolutional code") { Default = "CCSDS", Words = ["CCSDS", "CCSDS uninverted", "NASA-DSN", "NASA-DSN uninverted"] },
        new("scrambler", SettingKind.Choice, "scrambler; auto: the framing's own") { Default = "auto", Words = ["auto", "CCSDS", "CCSDS 131071", "none"] },
        new("callsign", SettingKind.Text, "call sign in the headers, where the framing needs it"),
    ];

    /// <summary>The record. Values that were refused, or are missing, are NaN or empty: problems are in the list by then.</summary>
    public static Signal Read(BoundSection section)
    {
        Signal ready = Ready(section) ?? None;
        return ready with
        {
            Modulation = section.TryText("modulation") ?? ready.Modulation,
            BaudRate = section.TryNumber("baud-rate") ?? ready.BaudRate,
            DeviationHz = section.TryNumber("deviation") ?? ready.DeviationHz,
            AudioCarrierHz = section.TryNumber("audio-carrier") ?? ready.AudioCarrierHz,
            RollOff = section.TryNumber("roll-off") ?? ready.RollOff,
            GaussianBt = section.TryNumber("gaussian-bt") ?? ready.GaussianBt,
            SubcarrierHz = section.TryNumber("subcarrier") ?? ready.SubcarrierHz,
            ModulationIndexRadians = section.TryNumber("modulation-index") ?? ready.ModulationIndexRadians,
            Framing = section.TryText("framing") ?? ready.Framing,
            FramingOptions = Options(section, ready.FramingOptions),
        };
    }

    /// <summary>What is missing.</summary>
    public static void Check(BoundSection section, SectionBinder binder)
    {
        if (section.TryText("waveform") is not null)
            return;
        foreach (Setting setting in (ReadOnlySpan<Setting>)[Modulation, BaudRate, Framing])
        {
            if (section.TryText(setting.Key) is null && !binder.Problems.Any(p => p.Path == $"{section.Path}.{setting.Key}"))
                binder.Problem(section.Line, $"{section.Path}.{setting.Key}", $"is missing; give {setting.Expected}, or a waveform that has it");
        }
    }

    private static Signal? Ready(BoundSection section) => section.TryText("waveform") is { } name && WaveformCatalog.ProfileOf(name) is { } ready ? TransmitterSupport.SignalOf(ready) : null;

    private static FramingOptions Options(BoundSection section, FramingOptions ready)
    {
        return ready with
        {
            FrameSize = (int?)section.TryNumber("frame-size") ?? ready.FrameSize,
            CodeRate = section.TryText("code-rate") ?? ready.CodeRate,
            Basis = Given("rs-basis") is { } basis ? basis == "conventional" ? ReedSolomonBasis.Conventional : ReedSolomonBasis.Dual : ready.Basis,
            Interleaving = section.IsGiven("rs-interleaving") ? (int)section.Number("rs-interleaving") : ready.Interleaving,
            ReedSolomonParity = Given("rs-parity") is { } parity ? parity == "16" ? 16 : 32 : ready.ReedSolomonParity,
            DifferentialPrecoding = Given("precoding") is { } precoding ? precoding == "differential" : ready.DifferentialPrecoding,
            Convolutional = Given("convolutional") is { } code ? code is "CCSDS" ? null : code : ready.Convolutional,
            Scrambler = Given("scrambler") is { } scrambler ? scrambler is "auto" ? null : scrambler : ready.Scrambler,
            Callsign = section.TryText("callsign") ?? ready.Callsign,
        };

        string? Given(string key) => section.IsGiven(key) ? section.Text(key) : null;
    }
}
