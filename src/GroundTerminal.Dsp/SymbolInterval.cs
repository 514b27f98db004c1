namespace GroundTerminal.Dsp;

/// <summary>A run of equally spaced symbol instants.</summary>
/// <param name="First">Instant of the first symbol, in samples since the stream began.</param>
/// <param name="Period">Samples a symbol.</param>
/// <param name="Count">How many symbols.</param>
public readonly record struct SymbolInterval(double First, double Period, int Count);
