using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What decisions say of the signal.</summary>
/// <param name="Middle">Between the 1s' and the 0s' mean.</param>
/// <param name="Level">Half their distance.</param>
/// <param name="Quality">Level² over the variance about those means.</param>
internal readonly record struct SymbolLevels(float Middle, float Level, float Quality)
{
    /// <summary>Of at least one symbol; quality 0 where all are the same.</summary>
    public static SymbolLevels Of(ReadOnlySpan<float> symbols)
    {
        float sum = 0, magnitudes = 0, squares = 0;
        var ones = 0;
        foreach (var symbol in symbols)
        {
            (sum, magnitudes, squares) = (sum + symbol, magnitudes + Math.Abs(symbol), squares + (symbol * symbol));
            ones += SoftSymbol.HardDecision(symbol);
        }
        var zeros = symbols.Length - ones;
        if (ones == 0 || zeros == 0)
            return new SymbolLevels(0, 1, 0);
        var (one, zero) = ((magnitudes + sum) / (2 * ones), (sum - magnitudes) / (2 * zeros));
        var (level, spread) = ((one - zero) / 2, (squares - (ones * one * one) - (zeros * zero * zero)) / symbols.Length);
        return new SymbolLevels((one + zero) / 2, level, level * level / Math.Max(spread, 1e-3f * level * level));
    }
}
