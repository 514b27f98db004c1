namespace GroundTerminal.Dsp;

/// <summary>A line in the spectrum of something that repeats with the symbol period.</summary>
/// <param name="BaudRate">Symbol rate, baud.</param>
/// <param name="ProminenceDb">Power of the line over the median around it, dB.</param>
public readonly record struct SymbolRateLine(double BaudRate, double ProminenceDb);
