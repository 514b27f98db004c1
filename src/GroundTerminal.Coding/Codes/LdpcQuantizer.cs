using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Soft symbols to log-likelihood ratios of 0 against 1 in bytes.</summary>
internal static class LdpcQuantizer
{
    private const int Most = 127;

    /// <param name="symbols">Positive means 1; what is not finite is an erasure.</param>
    /// <param name="mean">Mean magnitude of the result.</param>
    /// <param name="ratios">At least as long as the symbols.</param>
    public static void Quantize(ReadOnlySpan<float> symbols, float mean, Span<sbyte> ratios)
    {
        var scale = -Scale(symbols, mean);
        var i = 0;
        for (; i <= symbols.Length - (4 * Vector128<float>.Count); i += 4 * Vector128<float>.Count)
        {
            var low = Vector128.Narrow(Round(symbols[i..], scale), Round(symbols[(i + 4)..], scale));
            var high = Vector128.Narrow(Round(symbols[(i + 8)..], scale), Round(symbols[(i + 12)..], scale));
            Vector128.Narrow(low, high).CopyTo(ratios[i..]);
        }
        Span<float> last = stackalloc float[Vector128<float>.Count];
        for (; i < symbols.Length; i++)
        {
            last[0] = symbols[i];
            ratios[i] = (sbyte)Round(last, scale)[0];
        }
    }

    /// <summary>Limits magnitudes.</summary>
    public static void Clip(Span<sbyte> ratios, sbyte limit)
    {
        var i = 0;
        for (; i <= ratios.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
        {
            var v = Vector128.Create((ReadOnlySpan<sbyte>)ratios[i..]);
            Vector128.Min(Vector128.Max(v, Vector128.Create((sbyte)-limit)), Vector128.Create(limit)).CopyTo(ratios[i..]);
        }
        for (; i < ratios.Length; i++)
            ratios[i] = Math.Clamp(ratios[i], (sbyte)-limit, limit);
    }

    /// <summary>What makes the mean magnitude of the finite symbols the one asked for; 0 for silence.</summary>
    internal static float Scale(ReadOnlySpan<float> symbols, float mean)
    {
        var sums = Vector256<float>.Zero;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(symbols);
        foreach (var v in vectors)
        {
            var magnitude = Vector256.Abs(v);
            sums += magnitude & Vector256.LessThanOrEqual(magnitude, Vector256.Create(float.MaxValue));
        }
        var sum = Vector256.Sum(sums);
        foreach (var symbol in symbols[(vectors.Length * Vector256<float>.Count)..])
            sum += float.IsFinite(symbol) ? Math.Abs(symbol) : 0;
        return sum > 0 && float.IsFinite(sum) ? mean * symbols.Length / sum : 0;
    }

    private static Vector128<int> Round(ReadOnlySpan<float> symbols, float scale)
    {
        var v = Vector128.Create(symbols) * scale;
        v &= Vector128.LessThanOrEqual(Vector128.Abs(v), Vector128.Create(float.MaxValue));
        v = Vector128.Min(Vector128.Max(v, Vector128.Create(-(float)Most)), Vector128.Create((float)Most));
        return Vector128.ConvertToInt32(Vector128.Round(v));
    }
}
