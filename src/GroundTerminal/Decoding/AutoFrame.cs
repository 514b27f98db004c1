namespace GroundTerminal.Decoding;

/// <summary>A frame found in a trial.</summary>
/// <param name="Start">Begin of its first symbol, s from the recording's begin.</param>
/// <param name="End">Its end.</param>
/// <param name="Payload">The frame without its check.</param>
/// <param name="SnrDb">Es/N0, dB.</param>
/// <param name="FrequencyHz">Carrier, Hz from 0 Hz of the recording.</param>
/// <param name="TimingPpm">Symbol clock against nominal, parts per million.</param>
/// <param name="Unchecked">True where the framing has no check.</param>
/// <param name="Plausible">False where the check is weak and the content does not look like the protocol's.</param>
public sealed record AutoFrame(double Start, double End, byte[] Payload, double SnrDb, double FrequencyHz, double TimingPpm, bool Unchecked, bool Plausible)
{
    /// <summary>How unlikely it is to come about by chance (<see cref="AutoEvidence"/>).</summary>
    public double EvidenceBits { get; init; }

    /// <summary>Whether both are on the air at the same time.</summary>
    public bool Overlaps(AutoFrame other) => Start < other.End && other.Start < End;
}
