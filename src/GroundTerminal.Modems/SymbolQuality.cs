namespace GroundTerminal.Modems;

/// <summary>What one window of demodulated symbols looks like.</summary>
/// <param name="FirstSample">Where it begins, samples since the stream began.</param>
/// <param name="Samples">How long it is.</param>
/// <param name="EsN0Db">Opening of the eye as Es/N0, dB; white noise reads about −0.6 dB, FM noise a little less.</param>
/// <param name="Wander">Root mean square of the clock's deviation from a steady one, symbols; 0.02 and below where there is a signal of that rate.</param>
/// <param name="Pairing">1 where every two symbols are equal (the true rate is half), −1 where every two differ (Manchester code at half the rate), 0 for random symbols.</param>
/// <param name="Changes">Share of symbols that are not as the one before: 0 or 1 for an unmodulated carrier, about 0.5 for random symbols.</param>
/// <param name="BaudRate">Symbol rate measured, baud.</param>
/// <param name="FrequencyHz">Carrier found, Hz from 0 Hz of the stream.</param>
public readonly record struct SymbolQuality(double FirstSample, double Samples, float EsN0Db, float Wander, float Pairing, float Changes, double BaudRate, float FrequencyHz)
{
    /// <summary>One number for ranking, dB: the eye's opening, less what the clock's wander takes from it.</summary>
    public float MeritDb => EsN0Db - (20 * MathF.Log10(1 + (20 * Wander)));
}
