using System.Runtime.CompilerServices;
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
        var scales = Vector128.Create(scale);
        for (; i + 8 <= symbols.Length; i += 8)
        {
            var low = Clip(Vector128.Create(symbols.Slice(i, 4)), scales);
            var high = Clip(Vector128.Create(symbols.Slice(i + 4, 4)), scales);
            Vector128.Narrow(low, high).CopyTo(quantized[i..]);
        }
        for (; i < symbols.Length; i++)
            quantized[i] = (short)Clip(Vector128.Create(symbols[i]), scales)[0];
    }

    /// <summary>To magnitudes of <see cref="ViterbiSixtyFour.MaxMagnitude"/> at most.</summary>
    /// <inheritdoc cref="Quantize(ReadOnlySpan{float}, Span{short})"/>
    public static void Quantize(ReadOnlySpan<float> symbols, Span<sbyte> quantized)
    {
        var scales = Vector128.Create(Scale(symbols, MeanMagnitude8));
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(quantized[..symbols.Length]);
        var i = 0;
        for (; i + 16 <= symbols.Length; i += 16)
        {
            var low = Vector128.Narrow(Clip8(Vector128.LoadUnsafe(ref from, (nuint)i), scales), Clip8(Vector128.LoadUnsafe(ref from, (nuint)i + 4), scales));
            var high = Vector128.Narrow(Clip8(Vector128.LoadUnsafe(ref from, (nuint)i + 8), scales), Clip8(Vector128.LoadUnsafe(ref from, (nuint)i + 12), scales));
            Vector128.Narrow(low, high).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < symbols.Length; i++)
            quantized[i] = (sbyte)Clip8(Vector128.Create(symbols[i]), scales)[0];
    }

    /// <summary>Symbols of −127 to 127 to a fourth, rounded away from zero at halves; what is not zero does not become it.</summary>
    public static void Quarter(ReadOnlySpan<sbyte> symbols, Span<sbyte> quantized)
    {
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(quantized[..symbols.Length]);
        var i = 0;
        for (; i + 16 <= symbols.Length; i += 16)
            Quarter(Vector128.LoadUnsafe(ref from, (nuint)i)).StoreUnsafe(ref to, (nuint)i);
        for (; i < symbols.Length; i++)
            quantized[i] = Quarter(Vector128.Create(symbols[i]))[0];
    }

    private static Vector128<sbyte> Quarter(Vector128<sbyte> symbols)
    {
        var magnitude = Vector128.Abs(symbols).AsByte(); // of −128 it is 128
        var quarter = Vector128.Min(((magnitude + Vector128.Create((byte)2)) >> 2), Vector128.Create((byte)ViterbiSixtyFour.MaxMagnitude)).AsSByte();
        quarter = Vector128.Max(quarter, Vector128<sbyte>.One) & ~Vector128.Equals(symbols, Vector128<sbyte>.Zero);
        return Vector128.ConditionalSelect(Vector128.LessThan(symbols, Vector128<sbyte>.Zero), -quarter, quarter);
    }

    private static float Scale(ReadOnlySpan<float> symbols, float meanMagnitude)
    {
        var mean = Mean(symbols);
        var scale = mean > 0 ? meanMagnitude / mean : 1;
        return float.IsFinite(scale) ? scale : float.MaxValue; // a mean so small that its inverse is none
    }

    private static Vector128<int> Clip(Vector128<float> symbols, Vector128<float> scale)
    {
        var scaled = symbols * scale;
        var known = Vector128.ConditionalSelect(Vector128.Equals(scaled, scaled), scaled, Vector128<float>.Zero);
        var clipped = Vector128.Min(Vector128.Max(known, Vector128.Create(-(float)MaxMagnitude)), Vector128.Create((float)MaxMagnitude));
        return Vector128.ConvertToInt32(clipped + Vector128.CopySign(Vector128.Create(0.5f), clipped));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Clip8(Vector128<float> symbols, Vector128<float> scale)
    {
        var there = Vector128.GreaterThan(Vector128.Abs(symbols), Vector128<float>.Zero);
        var scaled = Vector128.Abs(symbols * scale) + Vector128.Create(0.5f);
        var clipped = Vector128.MinNative(Vector128.MaxNative(scaled, Vector128<float>.One), Vector128.Create((float)ViterbiSixtyFour.MaxMagnitude));
        return Vector128.ConvertToInt32Native(Vector128.CopySign(clipped, symbols) & there);
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
        var (low, high, counts) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<int>.Zero);
        var i = 0;
        for (; i + 8 <= block.Length; i += 8)
        {
            low += Counted(Vector128.LoadUnsafe(ref from, (nuint)i), ref counts);
            high += Counted(Vector128.LoadUnsafe(ref from, (nuint)i + 4), ref counts);
        }
        double sum = Vector128.Sum(low + high);
        if (double.IsInfinity(sum))
            (i, sum) = (0, 0);
        else
            count += Vector128.Sum(counts);
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

    /// <summary>Magnitudes of the finite symbols other than zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Counted(Vector128<float> symbols, ref Vector128<int> counts)
    {
        var magnitude = Vector128.Abs(symbols);
        var counted = Vector128.LessThan(magnitude, Vector128.Create(float.PositiveInfinity)) & Vector128.GreaterThan(magnitude, Vector128<float>.Zero);
        counts -= counted.AsInt32();
        return magnitude & counted;
    }
}
