using System.Numerics;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Soft symbols of any scale to whole numbers of −127 to 127, by the mean magnitude of the block.</summary>
/// <remarks>
/// The mean becomes 32, so that the clip lies four means out and the step is a thirtieth of the mean: the loss against real numbers does not show
/// (J. Heller, I. Jacobs, IEEE Trans. Comm. COM-19, 1971, find 0.25 dB for as few as eight levels).
/// Zeros are erasures and do not count towards the mean; NaN is an erasure too, and an infinite symbol is as sure as any can be.
/// </remarks>
internal static class ViterbiQuantizer
{
    public const int MaxMagnitude = 127;
    private const float MeanMagnitude = 32;

    /// <param name="quantized">At least symbols.Length long.</param>
    public static void Quantize(ReadOnlySpan<float> symbols, Span<short> quantized)
    {
        var mean = Mean(symbols);
        var scale = mean > 0 ? MeanMagnitude / mean : 0;
        if (!float.IsFinite(scale)) // a mean so small that its inverse is none
            scale = float.MaxValue;
        var i = 0;
        var scales = Vector256.Create(scale);
        for (; i + 16 <= symbols.Length; i += 16)
        {
            var low = Clip(Vector256.Create(symbols.Slice(i, 8)), scales);
            var high = Clip(Vector256.Create(symbols.Slice(i + 8, 8)), scales);
            Vector256.Narrow(low, high).CopyTo(quantized[i..]);
        }
        for (; i < symbols.Length; i++)
            quantized[i] = (short)Clip(Vector256.Create(symbols[i]), scales)[0];
    }

    private static Vector256<int> Clip(Vector256<float> symbols, Vector256<float> scale)
    {
        var scaled = symbols * scale;
        var known = Vector256.ConditionalSelect(Vector256.Equals(scaled, scaled), scaled, Vector256<float>.Zero);
        var clipped = Vector256.Min(Vector256.Max(known, Vector256.Create(-(float)MaxMagnitude)), Vector256.Create((float)MaxMagnitude));
        return Vector256.ConvertToInt32(clipped + Vector256.CopySign(Vector256.Create(0.5f), clipped));
    }

    /// <summary>Mean magnitude of the finite symbols other than zero.</summary>
    private static float Mean(ReadOnlySpan<float> symbols)
    {
        double sum = 0;
        long count = 0;
        while (!symbols.IsEmpty)
        {
            var block = symbols[..Math.Min(symbols.Length, 1024)];
            sum += BlockSum(block, ref count);
            symbols = symbols[block.Length..];
        }
        return count == 0 ? 0 : (float)(sum / count);
    }

    private static double BlockSum(ReadOnlySpan<float> block, ref long count)
    {
        var i = 0;
        var (low, high) = (Vector256<double>.Zero, Vector256<double>.Zero);
        for (; i + 8 <= block.Length; i += 8)
        {
            var magnitude = Vector256.Abs(Vector256.Create(block.Slice(i, 8)));
            var counts = Vector256.LessThan(magnitude, Vector256.Create(float.PositiveInfinity)) & Vector256.GreaterThan(magnitude, Vector256<float>.Zero);
            var (l, h) = Vector256.Widen(Vector256.ConditionalSelect(counts, magnitude, Vector256<float>.Zero));
            (low, high) = (low + l, high + h);
            count += BitOperations.PopCount(counts.ExtractMostSignificantBits());
        }
        var sum = Vector256.Sum(low + high);
        for (; i < block.Length; i++)
        {
            var magnitude = Math.Abs(block[i]);
            if (!(magnitude > 0) || float.IsInfinity(magnitude))
                continue;
            sum += magnitude;
            count++;
        }
        return sum;
    }
}
