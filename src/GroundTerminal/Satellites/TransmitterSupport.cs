using System.Globalization;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Modems;
using GroundTerminal.Station;

namespace GroundTerminal.Satellites;

/// <summary>Whether this program can receive a transmitter.</summary>
public static class TransmitterSupport
{
    private const double UsualFmDeviationHz = 3000;

    /// <summary>The modulations that are built.</summary>
    public static IReadOnlyList<string> Modulations => field ??= [.. ModulationCatalog.All.Select(modulation => modulation.Name)];

    /// <summary>The framings that are built.</summary>
    public static IReadOnlyList<string> Framings => FramingCatalog.Names;

    /// <summary>A number among a transmitter's options; null where it is not there.</summary>
    /// <exception cref="InputException">It is no number, or out of its range.</exception>
    private static double? Number(Transmitter transmitter, string key, double least, double most)
    {
        if (!transmitter.Options.TryGetValue(key, out var text))
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InputException(FormattableString.Invariant($"{transmitter.Name}: {key}: '{text}' is not a number from {least} to {most}"));
    }

    /// <summary>What a transmitter sends.</summary>
    /// <param name="transmitter">The transmitter.</param>
    /// <param name="maxFlippedBits">Doubtful bits that may be flipped to make a check pass, 0 to 2.</param>
    /// <exception cref="InputException">An option's value is not known, or out of its range.</exception>
    public static Signal SignalOf(Transmitter transmitter, int maxFlippedBits = 0)
    {
        var framing = TransmitterFraming.Of(transmitter, maxFlippedBits);
        return new Signal
        {
            Modulation = transmitter.Modulation,
            BaudRate = transmitter.BaudRate,
            DeviationHz = transmitter.DeviationHz,
            AudioCarrierHz = transmitter.AudioCarrierHz,
            FmDeviationHz = Number(transmitter, "fm_deviation", 1, 1e6) ?? UsualFmDeviationHz,
            GaussianBt = Number(transmitter, "BT", 0.2, 2),
            RollOff = Number(transmitter, "roll-off", 0.1, 1),
            SubcarrierHz = Number(transmitter, "subcarrier", 1, 10e6),
            ModulationIndexRadians = Number(transmitter, "modulation index", 0.05, 3.2),
            Framing = framing.Name,
            FramingOptions = framing.Options,
        };
    }

    /// <summary>Why a transmitter cannot be received yet; null where it can.</summary>
    public static string? WhyNot(Transmitter transmitter)
    {
        if (ModulationCatalog.Find(transmitter.Modulation) is null)
            return $"modulation {transmitter.Modulation} is not built yet";
        return FramingCatalog.Find(transmitter.Framing) is not null ? null : $"framing {transmitter.Framing} is not built yet";
    }

    /// <summary>Why a transmitter cannot be received at a sample rate; null where it can.</summary>
    /// <param name="transmitter">The transmitter.</param>
    /// <param name="sampleRateHz">Of the recording.</param>
    /// <param name="audio">True for real audio, whose pass band is half as wide.</param>
    public static string? WhyNotAt(Transmitter transmitter, double sampleRateHz, bool audio)
    {
        const double MostSamplesPerSymbol = 20_000;
        var least = transmitter.BaudRate * SignalOf(transmitter).ReceiverOptions(sampleRateHz, audio ? SampleKind.Audio : SampleKind.Iq).FewestSamplesPerSymbol;
        if (sampleRateHz < least)
            return FormattableString.Invariant($"{transmitter.BaudRate} baud need a sample rate of {least:0} Hz, the recording has {sampleRateHz:0.###} Hz");
        if (sampleRateHz > transmitter.BaudRate * MostSamplesPerSymbol)
            return FormattableString.Invariant($"{sampleRateHz:0.###} Hz are more than {MostSamplesPerSymbol} samples a symbol at {transmitter.BaudRate} baud; resample the recording");
        var highest = transmitter.AudioCarrierHz + Math.Abs(transmitter.DeviationHz ?? 0);
        return audio && highest > sampleRateHz / 2
            ? FormattableString.Invariant($"audio tones up to {highest:0} Hz need a sample rate of {2 * highest:0} Hz, the recording has {sampleRateHz:0.###} Hz")
            : null;
    }
}
