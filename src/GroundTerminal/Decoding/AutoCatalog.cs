using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Satellites;
using GroundTerminal.Station;

namespace GroundTerminal.Decoding;

/// <summary>What <c>--auto</c> tries: the modulations, symbol rates, framings and options that the catalogue's transmitters have, as far as they are built.</summary>
public sealed class AutoCatalog
{
    /// <summary>Transmitters whose nominal rate is this near to what was found are such; old clocks are off by as much.</summary>
    private const double Likeness = 0.009;

    /// <summary>Transmissions that go on without a pause, on channels wider than what is surveyed here, are known by name.</summary>
    private const double FastestBaudRate = 100e3;

    private static readonly string[] Continuous = ["CCSDS Convolutional", "CCSDS LDPC", "CCSDS Turbo", "Meteor LRPT", "NOAA HRPT"];

    private readonly IReadOnlyList<(Spacecraft Satellite, Transmitter Transmitter, AutoHypothesis Hypothesis, FramingChoice Framing)> _transmitters;

    public AutoCatalog(SatelliteCatalog catalog, int maxFlippedBits = 0)
    {
        _transmitters =
        [
            .. from satellite in catalog.Satellites
               from transmitter in satellite.Transmitters
               where TransmitterSupport.WhyNot(transmitter) is null && transmitter.BaudRate <= FastestBaudRate && !Continuous.Contains(transmitter.Framing)
               let framing = FramingOf(transmitter, maxFlippedBits)
               where framing is not null
               select (satellite, transmitter, HypothesisOf(transmitter), framing),
        ];
        Hypotheses = [.. _transmitters.Select(t => t.Hypothesis).Distinct()];
        Framings = [.. FramingVariants(maxFlippedBits)];
    }

    /// <summary>Every modulation with every symbol rate that a transmitter has it with; for AFSK with its tones.</summary>
    public IReadOnlyList<AutoHypothesis> Hypotheses { get; }

    /// <summary>Every framing that is built, but those of continuous transmissions, with its default options, and with all that transmitters have it with.</summary>
    public IReadOnlyList<AutoFraming> Framings { get; }

    /// <summary>The satellites and their transmitters that are as was found, within a clock's tolerance.</summary>
    public IEnumerable<(Spacecraft Satellite, Transmitter Transmitter)> Like(AutoHypothesis hypothesis, FramingChoice framing) =>
        from t in _transmitters
        where t.Hypothesis.Modulation == hypothesis.Modulation && Math.Abs((t.Hypothesis.BaudRate / hypothesis.BaudRate) - 1) < Likeness && t.Framing == framing
        select (t.Satellite, t.Transmitter);

    /// <summary>How a transmitter is received, but for its framing. FSK's deviation is left open: receivers find it.</summary>
    private static AutoHypothesis HypothesisOf(Transmitter transmitter) => transmitter.Modulation == "AFSK"
        ? new AutoHypothesis(transmitter.Modulation, transmitter.BaudRate, Math.Abs(transmitter.DeviationHz ?? 500), transmitter.AudioCarrierHz ?? 1700, FmDeviation(transmitter))
        : new AutoHypothesis(transmitter.Modulation, transmitter.BaudRate);

    private static double? FmDeviation(Transmitter transmitter) =>
        transmitter.Options.TryGetValue("fm_deviation", out var text) && double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var hz) ? hz : null;

    private static FramingChoice? FramingOf(Transmitter transmitter, int maxFlippedBits)
    {
        try
        {
            return TransmitterFraming.Of(transmitter, maxFlippedBits);
        }
        catch (InputException)
        {
            return null;
        }
    }

    private IEnumerable<AutoFraming> FramingVariants(int maxFlippedBits)
    {
        var seen = new HashSet<FramingChoice>();
        foreach (var framing in FramingCatalog.All.Where(f => !Continuous.Contains(f.Name)))
        {
            var plain = new FramingChoice(framing.Name, FramingOptions.Default with { MaxFlippedBits = maxFlippedBits });
            if (Works(plain) && seen.Add(plain))
                yield return new AutoFraming(plain, new Dictionary<string, string>());
        }
        foreach (var (_, transmitter, _, choice) in _transmitters)
        {
            if (Works(choice) && seen.Add(choice))
                yield return new AutoFraming(choice, transmitter.Options.Where(o => TransmitterFraming.OptionKeys.Contains(o.Key)).ToDictionary());
        }
    }

    /// <summary>Some framings refuse their default options, since there is no usual frame size.</summary>
    private static bool Works(FramingChoice choice)
    {
        try
        {
            FramingCatalog.Find(choice.Name)!.CreateDeframer(choice.Options);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
