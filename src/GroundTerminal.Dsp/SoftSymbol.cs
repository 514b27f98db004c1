namespace GroundTerminal.Dsp;

/// <summary>The convention for soft symbols: a <see cref="float"/>, positive means 1, zero and below means 0, magnitude is confidence.</summary>
/// <remarks>A demodulator scales its output so that the mean magnitude of a clean signal is about 1. GroundTerminal.Coding takes soft symbols by the same convention.</remarks>
public static class SoftSymbol
{
    /// <summary>The hard decision on one soft symbol.</summary>
    /// <returns>1 where <paramref name="symbol"/> is above 0, else 0 (0 and NaN decide to 0).</returns>
    public static int HardDecision(float symbol) => symbol > 0 ? 1 : 0;
}
