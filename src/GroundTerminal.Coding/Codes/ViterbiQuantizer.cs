using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Soft symbols of any scale to whole numbers, by the mean magnitude of the block.</summary>
/// <remarks>
/// To 16 bits the mean becomes 32, so that the clip lies four means out and the step is a thirtieth of the mean: the loss against real numbers does not show
/// (J. Heller, I. Jacobs, IEEE Trans. Comm. COM-19, 1971, find 0.25 dB for as few as eight levels). To 8 bits the mean becomes 10 and the clip is 31.
/// Zeros are erasures and do not count towards the mean; NaN is an erasure too, and an infinite symbol is as sure as any can be. In 8 bits no other symbol becomes zero.
/// </remarks>
internal static class ViterbiQuantizer
{
    /// <summary>Of 16-bit symbols.</summary>
    public const int MaxMagnitude = 127;
    private const float MeanMagnitude = 32, MeanMagnitude8 = 10;

    /// <param name="quantized">As long as symbols.</param>
    public static void Quantize(ReadOnlySpan<float> symbols, Span<short> quantized)
    {
        var scale = Scale(symbols, MeanMagnitude);
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

    /// <summary>To magnitudes of <see cref="ViterbiSixtyFour.MaxMagnitude"/> at most.</summary>
    /// <inheritdoc cref="Quantize(ReadOnlySpan{float}, Span{short})"/>
    public static void Quantize(ReadOnlySpan<float> symbols, Span<sbyte> quantized)
    {
        var scales = Vector256.Create(Scale(symbols, MeanMagnitude8));
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(quantized[..symbols.Length]);
        var i = 0;
        for (; i + 32 <= symbols.Length; i += 32)
        {
            var low = Vector256.Narrow(Clip8(Vector256.LoadUnsafe(ref from, (nuint)i), scales), Clip8(Vector256.LoadUnsafe(ref from, (nuint)i + 8), scales));
            var high = Vector256.Narrow(Clip8(Vector256.LoadUnsafe(ref from, (nuint)i + 16), scales), Clip8(Vector256.LoadUnsafe(ref from, (nuint)i + 24), scales));
            Vector256.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < symbols.Length; i++)
            quantized[i] = (sbyte)Clip8(Vector256.Create(symbols[i]), scales)[0];
    }

    /// <summary>Symbols of −127 to 127 to a fourth, rounded away from zero at halves; what is not zero does not become it.</summary>
    public static void Quarter(ReadOnlySpan<sbyte> symbols, Span<sbyte> quantized)
    {
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(quantized[..symbols.Length]);
        var i = 0;
        for (; i + 32 <= symbols.Length; i += 32)
            Quarter(Vector256.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < symbols.Length; i++)
            quantized[i] = Quarter(Vector256.Create(symbols[i]))[0];
    }

    private static Vector256<sbyte> Quarter(Vector256<sbyte> symbols)
    {
        var magnitude = Vector256.Abs(symbols).AsByte(); // of −128 it is 128
        var quarter = Vector256.Min(((magnitude + Vector256.Create((byte)2)) >> 2), Vector256.Create((byte)ViterbiSixtyFour.MaxMagnitude)).AsSByte();
        quarter = Vector256.Max(quarter, Vector256<sbyte>.One) & ~Vector256.Equals(symbols, Vector256<sbyte>.Zero);
        return Vector256.ConditionalSelect(Vector256.LessThan(symbols, Vector256<sbyte>.Zero), -quarter, quarter);
    }

    private static float Scale(ReadOnlySpan<float> symbols, float meanMagnitude)
    {
        var mean = Mean(symbols);
        var scale = mean > 0 ? meanMagnitude / mean : 1;
        return float.IsFinite(scale) ? scale : float.MaxValue; // a mean so small that its inverse is none
    }

    private static Vector256<int> Clip(Vector256<float> symbols, Vector256<float> scale)
    {
        var scaled = symbols * scale;
        var known = Vector256.ConditionalSelect(Vector256.Equals(scaled, scaled), scaled, Vector256<float>.Zero);
        var clipped = Vector256.Min(Vector256.Max(known, Vector256.Create(-(float)MaxMagnitude)), Vector256.Create((float)MaxMagnitude));
        return Vector256.ConvertToInt32(clipped + Vector256.CopySign(Vector256.Create(0.5f), clipped));
    }

    private static Vector256<int> Clip8(Vector256<float> symbols, Vector256<float> scale)
    {
        var there = Vector256.GreaterThan(Vector256.Abs(symbols), Vector256<float>.Zero);
        var scaled = Vector256.Abs(symbols * scale) + Vector256.Create(0.5f);
        var clipped = Vector256.MinNative(Vector256.MaxNative(scaled, Vector256<float>.One), Vector256.Create((float)ViterbiSixtyFour.MaxMagnitude));
        return Vector256.ConvertToInt32Native(Vector256.CopySign(clipped, symbols) & there);
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
        ref var from = ref MemoryMarshal.GetReference(block);
        var (sums, counts) = (Vector256<float>.Zero, Vector256<int>.Zero);
        var i = 0;
        for (; i + 8 <= block.Length; i += 8)
        {
            var magnitude = Vector256.Abs(Vector256.LoadUnsafe(ref from, (nuint)i));
            var counted = Vector256.LessThan(magnitude, Vector256.Create(float.PositiveInfinity)) & Vector256.GreaterThan(magnitude, Vector256<float>.Zero);
            sums += magnitude & counted;
            counts -= counted.AsInt32();
        }
        double sum = Vector256.Sum(sums);
        if (double.IsInfinity(sum))
            (i, sum) = (0, 0);
        else
            count += Vector256.Sum(counts);
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
