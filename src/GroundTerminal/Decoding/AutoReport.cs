namespace GroundTerminal.Decoding;

/// <summary>What <c>--auto</c> says at its end.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Recording">What the recording is, for people.</param>
/// <param name="CenterFrequencyHz">Radio frequency at 0 Hz of it, Hz; null where it is not known.</param>
/// <param name="SecondsSearched">How much of it was looked at, s.</param>
/// <param name="Findings">What was found, the surest first.</param>
public sealed record AutoReport(DecodeOptions Options, string Recording, double? CenterFrequencyHz, double SecondsSearched, IReadOnlyList<AutoFinding> Findings)
{
    /// <summary>A finding as a command to be given by hand; null where there is no framing.</summary>
    public string? Command(AutoFinding finding) => finding.Framing is null ? null : AutoCommand.Of(Options, finding);
}
