using System.Globalization;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Devices;
using GroundTerminal.Station;

namespace GroundTerminal.Satellites;

/// <summary>A transmitter's framing with the options that the catalogue gives in words.</summary>
public static class TransmitterFraming
{
    /// <summary>The keys of framing options in the catalogue and in SatYAML.</summary>
    public static IReadOnlyList<string> OptionKeys { get; } = ["frame size", "RS basis", "RS interleaving", "RS parity", "code rate", "precoding", "interleaver", "convolutional", "scrambler", "callsign"];

    /// <exception cref="InputException">An option's value is not known; the message names it and what was expected.</exception>
    public static FramingChoice Of(Transmitter transmitter, int maxFlippedBits = 0) => new(transmitter.Framing, new FramingOptions
    {
        MaxFlippedBits = maxFlippedBits,
        FrameSize = transmitter.Options.ContainsKey("frame size") ? Number(transmitter, "frame size", 1, 65536) : null,
        Interleaving = transmitter.Options.ContainsKey("RS interleaving") ? Number(transmitter, "RS interleaving", 1, 8) : 1,
        ReedSolomonParity = Word(transmitter, "RS parity", "32", "16") == "16" ? 16 : 32,
        Basis = Word(transmitter, "RS basis", "dual", "conventional") == "conventional" ? ReedSolomonBasis.Conventional : ReedSolomonBasis.Dual,
        DifferentialPrecoding = Word(transmitter, "precoding", "none", "differential") == "differential",
        ChannelInterleaver = Word(transmitter, "interleaver", "none", "Meteor") == "Meteor",
        Convolutional = Word(transmitter, "convolutional", null, "CCSDS", "CCSDS uninverted", "NASA-DSN", "NASA-DSN uninverted"),
        CodeRate = Word(transmitter, "code rate", null, "1/2", "2/3", "3/4", "4/5", "5/6", "7/8", "1/3", "1/4", "1/6"),
        Scrambler = Word(transmitter, "scrambler", null, "CCSDS", "CCSDS 131071", "none"),
        Callsign = transmitter.Options.GetValueOrDefault("callsign"),
    });

    private static int Number(Transmitter transmitter, string key, int least, int most)
    {
        var text = transmitter.Options[key];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InputException($"{transmitter.Name}: {key}: '{text}' is not a whole number from {least} to {most}");
    }

    private static string? Word(Transmitter transmitter, string key, string? absent, params ReadOnlySpan<string> choices)
    {
        if (!transmitter.Options.TryGetValue(key, out var text))
            return absent;
        if (text == absent || choices.Contains(text))
            return text;
        throw new InputException($"{transmitter.Name}: {key}: '{text}' is not known; expected {string.Join(" or ", choices.ToArray())}");
    }
}
