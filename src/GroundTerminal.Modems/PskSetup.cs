namespace GroundTerminal.Modems;

/// <summary>What a <see cref="PskDemodulator"/> receives.</summary>
/// <param name="Kind">Constellation.</param>
/// <param name="Pulse">Pulse; its symbols are pairs of bits for GMSK.</param>
/// <param name="SampleRateHz">Sample rate, Hz.</param>
/// <param name="SamplesPerSymbol">Samples a symbol.</param>
/// <param name="Center">Middle of where the carrier is looked for, cycles a sample.</param>
/// <param name="HalfWidth">Half the width of where it is looked for.</param>
internal sealed record PskSetup(PskKind Kind, PskPulse Pulse, double SampleRateHz, double SamplesPerSymbol, double Center, double HalfWidth);
