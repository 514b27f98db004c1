namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>Code bits as soft symbols of ±1 in white noise.</summary>
internal static class CodeChannel
{
    public static float[] Noisy(ReadOnlySpan<byte> bits, double esN0Db, Random random)
    {
        var sigma = Math.Sqrt(0.5 / Math.Pow(10, esN0Db / 10));
        var symbols = new float[bits.Length];
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (float)((2 * bits[i]) - 1 + (sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble())));
        return symbols;
    }
}
