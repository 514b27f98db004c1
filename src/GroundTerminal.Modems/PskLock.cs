namespace GroundTerminal.Modems;

/// <summary>Where a tracker begins.</summary>
/// <param name="Frequency">Carrier at the first symbol, cycles a sample.</param>
/// <param name="Rate">By how much it grows, cycles a symbol from symbol to symbol.</param>
/// <param name="Period">Samples a symbol.</param>
/// <param name="First">Instant of the first symbol, samples from the window's beginning.</param>
/// <param name="Turns">Carrier phase at that symbol, turns, where the mixing begins with phase 0 at the window's beginning.</param>
/// <param name="Coherence">Share of the symbols' magnitude that falls into the line of the removed modulation, 0 to 1.</param>
/// <param name="ClockLine">Strength of the line at the symbol rate, a symbol.</param>
/// <param name="Strength">Power of the line of the removed modulation over what noise would give.</param>
/// <param name="Symbols">How many symbols say so: those of the window that have a signal.</param>
internal readonly record struct PskLock(double Frequency, double Rate, double Period, double First, double Turns, double Coherence, double ClockLine, double Strength, int Symbols)
{
    /// <summary>The same from so many symbols before; so few that the carrier has not moved.</summary>
    public PskLock Before(int symbols) => this with { First = First - (symbols * Period) };

    /// <summary>The same as seen from a later sample, where the mixing begins with phase 0.</summary>
    public PskLock After(int samples) => this with { First = First - samples, Turns = Turns + (Frequency * samples) };
}
