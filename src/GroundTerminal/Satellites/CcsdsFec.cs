using System.Globalization;
using GroundTerminal.Devices;

namespace GroundTerminal.Satellites;

/// <summary>Codes of CCSDS telemetry as one word, and the framing and options that they stand for: <c>conv-3/4+rs</c> is CCSDS Concatenated of code rate 3/4.</summary>
/// <remarks>CCSDS 131.0-B-5 §3 to 7.</remarks>
public static class CcsdsFec
{
    /// <summary>What may be given, for messages and help.</summary>
    public const string Choices = "none, rs, rs-239, conv-RATE (1/2, 2/3, 3/4, 5/6, 7/8), conv-RATE+rs, conv-RATE+rs-239, turbo-RATE (1/2, 1/3, 1/4, 1/6), ldpc-RATE (1/2, 2/3, 4/5, 7/8)";

    private static readonly string[] Convolutional = ["1/2", "2/3", "3/4", "5/6", "7/8"], Turbo = ["1/2", "1/3", "1/4", "1/6"], Ldpc = ["1/2", "2/3", "4/5", "7/8"];

    /// <summary>Frame sizes that turbo and LDPC codes are used with where none is given, bytes.</summary>
    private const int UsualTurboFrame = 1115, UsualLdpcFrame = 512, LongLdpcFrame = 892;

    /// <param name="text">A choice; conv and concatenated without a rate mean 1/2.</param>
    /// <param name="options">Receives the framing's options, by the catalogue's keys, where they are not there yet.</param>
    /// <returns>The framing's name.</returns>
    /// <exception cref="InputException">It is none of them.</exception>
    public static string Framing(string text, IDictionary<string, string> options)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split('+');
        (string code, string? rate) = parts[0].Split('-', 2) is [var name, var after] ? (name, after) : (parts[0], null);
        bool outer = parts is [_, "rs" or "rs-223" or "rs-239"] && code == "conv";
        if (parts.Length == 1 || outer)
        {
            switch (code)
            {
                case "none" when rate is null:
                    return "CCSDS Uncoded";
                case "rs" when rate is null or "223" or "239":
                    SetReedSolomon(parts[0], options);
                    return "CCSDS Reed-Solomon";
                case "conv" when Convolutional.Contains(rate ??= "1/2"):
                    options.TryAdd("code rate", rate);
                    if (outer)
                        SetReedSolomon(parts[1], options);
                    return outer ? "CCSDS Concatenated" : "CCSDS Convolutional";
                case "turbo" when Turbo.Contains(rate):
                    options.TryAdd("code rate", rate!);
                    SetFrameSize(UsualTurboFrame, options);
                    return "CCSDS Turbo";
                case "ldpc" when Ldpc.Contains(rate):
                    options.TryAdd("code rate", rate!);
                    SetFrameSize(rate == "7/8" ? LongLdpcFrame : UsualLdpcFrame, options);
                    return "CCSDS LDPC";
            }
        }
        throw new InputException($"--fec {text}: is not known; expected one of {Choices}");
    }

    // Without virtual fill: all of the code words are used.
    private static void SetReedSolomon(string code, IDictionary<string, string> options)
    {
        if (code.EndsWith("239", StringComparison.Ordinal))
            options.TryAdd("RS parity", "16");
        int parity = options.TryGetValue("RS parity", out string? said) && said == "16" ? 16 : 32;
        int depth = options.TryGetValue("RS interleaving", out string? text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;
        SetFrameSize((255 - parity) * depth, options);
    }

    private static void SetFrameSize(int bytes, IDictionary<string, string> options) => options.TryAdd("frame size", bytes.ToString(CultureInfo.InvariantCulture));
}
