using System.Globalization;
using GroundTerminal.Coding.Transports;
using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Satellites;
using GroundTerminal.Station;
using GroundTerminal.Text;

namespace GroundTerminal.Decoding;

/// <summary>Which transmitters are received from a recording, and how.</summary>
public sealed class DecodePlan
{
    /// <summary>Symbols a second of a file of symbols where nothing says how many, baud.</summary>
    private const double UnknownRate = 1;

    private DecodePlan(Spacecraft? satellite, List<ChannelPlan> channels, List<string> warnings) => (Satellite, Channels, Warnings) = (satellite, channels, warnings);

    /// <summary>Null where the transmission is given by hand.</summary>
    public Spacecraft? Satellite { get; }

    /// <summary>One a transmitter; at least one.</summary>
    public IReadOnlyList<ChannelPlan> Channels { get; }

    /// <summary>Transmitters left out, and why; transmitters looked for elsewhere than where they should be.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <exception cref="InputException">The satellite or transmitter is not known, none of its transmitters can be received from this recording, or what is given by hand is not enough.</exception>
    public static DecodePlan Make(DecodeOptions options, ISampleReader reader)
    {
        var satellite = FindSatellite(options);
        IReadOnlyList<Transmitter> candidates = satellite is null ? [ByHand(options)] : Pick(satellite, options.Transmitter);
        var (channels, warnings) = (new List<ChannelPlan>(), new List<string>());
        foreach (var transmitter in candidates)
        {
            var reason = TransmitterSupport.WhyNot(transmitter) ?? (reader.Kind == SampleKind.Symbols ? null : TransmitterSupport.WhyNotAt(transmitter, reader.SampleRateHz, reader.Kind == SampleKind.Audio));
            if (reason is null)
                Add(channels, transmitter, Receive(transmitter, satellite is not null, options, reader, warnings));
            else
                warnings.Add($"{Name(satellite)}{transmitter.Name}: not received: {reason}");
        }
        if (channels.Count > 0)
            return new DecodePlan(satellite, channels, warnings);
        throw new InputException(candidates.Count == 0 ? $"{Name(satellite)}has no transmitters in the catalogue" : string.Join(Environment.NewLine, warnings));
    }

    /// <summary>Several transmissions, each given by hand.</summary>
    /// <param name="choices">One a transmission, at least one.</param>
    /// <param name="reader">The recording.</param>
    /// <exception cref="InputException">One of them cannot be received from this recording.</exception>
    public static DecodePlan Make(IReadOnlyList<DecodeOptions> choices, ISampleReader reader)
    {
        var channels = new List<ChannelPlan>();
        foreach (var choice in choices)
        {
            var plan = Make(choice, reader).Channels[0];
            Add(channels, plan.Transmitters[0], plan.Receiver);
        }
        return new DecodePlan(null, channels, []);
    }

    /// <summary>Transmitters of the same modulation and symbol rate share a demodulator; those that differ in name only, a deframer.</summary>
    private static void Add(List<ChannelPlan> channels, Transmitter transmitter, ReceiverOptions receiver)
    {
        var framing = receiver.Framings[0];
        var at = channels.FindIndex(c => c.Receiver with { Framings = [] } == receiver with { Framings = [] });
        if (at < 0)
            channels.Add(new ChannelPlan([transmitter], receiver));
        else if (!channels[at].Receiver.Framings.Contains(framing))
            channels[at] = new ChannelPlan([.. channels[at].Transmitters, transmitter], receiver with { Framings = [.. channels[at].Receiver.Framings, framing] });
    }

    private static string Name(Spacecraft? satellite) => satellite is null ? "" : satellite.Name + ", ";

    private static Spacecraft? FindSatellite(DecodeOptions options)
    {
        var byHand = options.Waveform ?? options.Modulation ?? options.Framing ?? options.Fec ?? (options.BaudRate is null ? null : "");
        var fromCatalog = options.Satellite ?? options.SatYaml;
        if (byHand is not null && fromCatalog is not null)
            throw new InputException("give either --satellite, or --waveform, or --modulation, --baud-rate and --framing");
        if (byHand is not null)
            return null;
        if (fromCatalog is null)
            throw new InputException("what shall be decoded? give --satellite NAME, or --waveform NAME, or --modulation, --baud-rate and --framing");
        var catalog = options.SatYaml is { } path ? SatYaml.Load(path) : SatelliteCatalog.LoadBuiltIn();
        if (options.Satellite is { } name)
            return catalog.Get(name);
        return catalog.Satellites.Count == 1 ? catalog.Satellites[0] : throw new InputException($"{options.SatYaml}: has {catalog.Satellites.Count} satellites; choose one with --satellite");
    }

    private static Transmitter ByHand(DecodeOptions options)
    {
        var profile = WaveformCatalog.ProfileOf(options.Waveform);
        var words = new Dictionary<string, string>(options.FramingOptions);
        if (options.Fec is not null && options.Framing is not null)
            throw new InputException("give --fec or --framing, not both");
        var framing = options.Fec is { } fec ? CcsdsFec.Framing(fec, words)
            : options.Framing ?? profile?.Framing ?? throw new InputException($"--framing is missing; give one of {string.Join(", ", TransmitterSupport.Framings)}, or --fec with a code of CCSDS");
        framing = Choose("--framing", framing, TransmitterSupport.Framings);
        if (framing == profile?.Framing)
            AddMissing(words, profile.Options);
        AddSignal(words, options, profile);
        var modulation = options.Modulation ?? profile?.Modulation ?? (options.Symbols is null ? throw new InputException($"--modulation is missing; give one of {string.Join(", ", TransmitterSupport.Modulations)}") : "BPSK");
        var baudRate = options.BaudRate ?? profile?.BaudRate ?? (options.Symbols is null ? throw new InputException("--baud-rate is missing; give the symbol rate in baud") : UnknownRate);
        return new Transmitter
        {
            Name = options.Waveform is null or WaveformCatalog.Ccsds ? NameByHand(modulation, baudRate, framing) : options.Waveform,
            FrequencyHz = double.NaN,
            Modulation = Choose("--modulation", modulation, TransmitterSupport.Modulations),
            BaudRate = baudRate,
            DeviationHz = options.DeviationHz ?? profile?.DeviationHz,
            AudioCarrierHz = options.AudioCarrierHz ?? profile?.AudioCarrierHz,
            Framing = framing,
            Transport = options.Transport is { } transport ? Choose("--transport", transport, [.. TransportCatalog.All.Select(t => t.Name)]) : profile?.Transport ?? "",
            Options = words,
        };
    }

    private static void AddSignal(Dictionary<string, string> words, DecodeOptions options, Transmitter? profile)
    {
        Add("roll-off", options.RollOff);
        Add("subcarrier", options.SubcarrierHz);
        Add("modulation index", options.ModulationIndexRadians);

        void Add(string key, double? value)
        {
            if (value is { } number)
                words[key] = number.ToString(CultureInfo.InvariantCulture);
            else if (profile?.Options.TryGetValue(key, out var text) == true)
                words.TryAdd(key, text);
        }
    }

    private static void AddMissing(Dictionary<string, string> words, IReadOnlyDictionary<string, string> more)
    {
        foreach (var (key, value) in more)
            words.TryAdd(key, value);
    }

    /// <summary>What frames of a transmission given by hand say as their transmitter.</summary>
    internal static string NameByHand(string modulation, double baudRate, string framing) => FormattableString.Invariant($"{baudRate} Bd {modulation} {framing}");

    private static string Choose(string option, string name, IReadOnlyList<string> choices)
    {
        var wanted = NearestName.Canonical(name);
        foreach (var choice in choices)
        {
            if (NearestName.Canonical(choice) == wanted)
                return choice;
        }
        throw new InputException($"{option} {name}: is not built; expected one of {string.Join(", ", choices)}");
    }

    private static List<Transmitter> Pick(Spacecraft satellite, string? part)
    {
        var wanted = NearestName.Canonical(part ?? "");
        var picked = new List<Transmitter>();
        foreach (var transmitter in satellite.Transmitters)
        {
            var name = NearestName.Canonical(transmitter.Name);
            if (wanted.Length > 0 && name == wanted)
                return [transmitter];
            if (name.Contains(wanted, StringComparison.Ordinal))
                picked.Add(transmitter);
        }
        if (picked.Count > 0 || part is null)
            return picked;
        throw new InputException($"--transmitter {part}: {satellite.Name} has none of that name; expected one of {string.Join(", ", satellite.Transmitters.Select(t => t.Name))}");
    }

    private static ReceiverOptions Receive(Transmitter transmitter, bool fromCatalog, DecodeOptions options, ISampleReader reader, List<string> warnings)
    {
        var signal = TransmitterSupport.SignalOf(transmitter, options.FlipBits);
        var receiver = signal.ReceiverOptions(reader.SampleRateHz, reader.Kind) with
        {
            DeviationHz = DemodulatorNeedsDeviation(transmitter, reader) ? transmitter.DeviationHz : null,
            OffsetHz = options.OffsetHz,
            SearchBandwidthHz = options.SearchBandwidthHz,
        };
        return fromCatalog && options.OffsetHz is null && reader is { Kind: SampleKind.Iq, CenterFrequencyHz: { } center }
            ? AtFrequency(receiver, transmitter, center, warnings)
            : receiver;
    }

    /// <summary>Symbols a second of the transmission that options name, as its file of symbols has them.</summary>
    /// <exception cref="InputException">They name none.</exception>
    internal static double SymbolsPerSecond(DecodeOptions options)
    {
        var satellite = FindSatellite(options);
        var transmitter = satellite is null ? ByHand(options) : Pick(satellite, options.Transmitter) is [var one] ? one
            : throw new InputException($"{satellite.Name} has several transmitters, the file of symbols is of one; choose it with --transmitter");
        return transmitter.BaudRate * (ModulationCatalog.Find(transmitter.Modulation)?.BitsPerSymbol ?? 1);
    }

    /// <summary>FM audio has lost it.</summary>
    private static bool DemodulatorNeedsDeviation(Transmitter transmitter, ISampleReader reader) => reader.Kind == SampleKind.Iq || transmitter.Modulation != "FSK";

    private static ReceiverOptions AtFrequency(ReceiverOptions receiver, Transmitter transmitter, double centerHz, List<string> warnings)
    {
        var offset = transmitter.FrequencyHz - centerHz;
        var bandwidth = receiver.SearchBandwidthHz ?? DopplerWidthHz(transmitter.FrequencyHz);
        if (Math.Abs(offset) + (bandwidth / 2) <= receiver.SampleRateHz / 2)
            return receiver with { OffsetHz = offset, SearchBandwidthHz = bandwidth };
        if (Math.Abs(offset) - (bandwidth / 2) > receiver.SampleRateHz / 2)
            warnings.Add(FormattableString.Invariant($"{transmitter.Name}: {transmitter.FrequencyHz:0} Hz lies outside the recording's band ({centerHz:0} ± {receiver.SampleRateHz / 2:0} Hz); looked for in all of it"));
        return receiver;
    }

    /// <summary>Doppler of a low orbit, ±25.5 ppm (7.6 km/s), and ±2 ppm and 1 kHz for oscillators.</summary>
    private static double DopplerWidthHz(double frequencyHz) => (2 * 27.5e-6 * frequencyHz) + 2000;
}
