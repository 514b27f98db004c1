namespace GroundTerminal.Decoding;

/// <summary>What the screening says of one hypothesis: means over its best windows.</summary>
/// <param name="Hypothesis">The hypothesis.</param>
/// <param name="MeritDb">Opening of the eye less what the clock's wander takes from it, dB; noise stays below −0.5.</param>
/// <param name="EsN0Db">Opening of the eye as Es/N0, dB.</param>
/// <param name="Pairing">1 where every two symbols are equal, −1 where every two differ, about 0 at the right rate.</param>
/// <param name="Changes">Share of symbols that are not as the one before.</param>
/// <param name="BaudRate">Symbol rate measured, baud.</param>
/// <param name="FrequencyHz">Carrier, Hz from 0 Hz of the recording; 0 for FSK in audio, where it is not known.</param>
public sealed record AutoScreened(AutoHypothesis Hypothesis, double MeritDb, double EsN0Db, double Pairing, double Changes, double BaudRate, double FrequencyHz)
{
    /// <summary>False where the symbols are always the same or always change, as those are that a bare carrier seems to have.</summary>
    public bool IsModulated => Changes is > 0.1 and < 0.9;
}
