namespace GroundTerminal.Coding.Codes;

/// <summary>What ten symbols of 8b/10b stand for.</summary>
/// <param name="Value">The byte HGFEDCBA; K28.5 is BC.</param>
/// <param name="IsControl">True for a K code.</param>
/// <param name="Disparity">Running disparity after these symbols, −1 or +1.</param>
/// <param name="Reliability">The lead of the chosen code word over the best one with another meaning, over the sum of magnitudes: 0 for a tie, at most 1.</param>
public readonly record struct EightBTenBSymbol(byte Value, bool IsControl, int Disparity, float Reliability);
