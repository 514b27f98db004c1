namespace GroundTerminal.Modems;

/// <summary>What is known of a run of soft symbols.</summary>
/// <param name="FirstSample">Instant of the first symbol in samples of the receiver's input stream.</param>
/// <param name="SamplesPerSymbol">Spacing of the symbols in such samples.</param>
/// <param name="FrequencyHz">Carrier frequency found, Hz from 0 Hz of the input stream.</param>
/// <param name="LevelHz">Deviation that a symbol of 1 stands for, Hz; 0 where that is not known.</param>
/// <param name="EsN0Db">Es/N0 of the channel symbols as the demodulator knows it, dB; NaN where it is to be taken from the soft symbols.</param>
internal readonly record struct SymbolBatch(double FirstSample, double SamplesPerSymbol, float FrequencyHz, float LevelHz = 0, float EsN0Db = float.NaN);
