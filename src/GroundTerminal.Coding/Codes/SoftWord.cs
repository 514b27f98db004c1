using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Sixteen log-likelihood ratios of 0 against 1, one for each bit of a word, in bit order.</summary>
internal readonly struct SoftWord(Vector256<float> low, Vector256<float> high)
{
    public const int Bits = 16;
    private readonly Vector256<float> _low = low, _high = high;

    /// <summary>Every bit with the same value.</summary>
    public static SoftWord All(float value) => new(Vector256.Create(value), Vector256.Create(value));

    /// <param name="values">At least <see cref="Bits"/> long.</param>
    public static SoftWord Load(ReadOnlySpan<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values[..Bits]);
        return new(Vector256.LoadUnsafe(ref first), Vector256.LoadUnsafe(ref first, 8));
    }

    /// <param name="values">At least <see cref="Bits"/> long.</param>
    public void Store(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values[..Bits]);
        _low.StoreUnsafe(ref first);
        _high.StoreUnsafe(ref first, 8);
    }

    /// <summary>From soft symbols (positive means 1) of two bytes, low byte first, each sent from its top bit.</summary>
    /// <param name="symbols">At least <see cref="Bits"/> long; what is no number is an erasure.</param>
    /// <param name="scale">What makes their mean magnitude 1.</param>
    /// <param name="limit">Greatest magnitude of the result.</param>
    public static SoftWord OfSymbols(ReadOnlySpan<float> symbols, float scale, float limit)
    {
        var sent = Load(symbols) * -scale;
        var backwards = Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0);
        return new(Clamp(Vector256.Shuffle(sent._low, backwards), limit), Clamp(Vector256.Shuffle(sent._high, backwards), limit));
    }

    /// <summary>What makes the mean magnitude of soft symbols 1; 0 for silence.</summary>
    /// <param name="symbols">A multiple of <see cref="Bits"/>; what is not finite does not count.</param>
    public static float ScaleOf(ReadOnlySpan<float> symbols)
    {
        var sum = Vector256<double>.Zero;
        foreach (var v in MemoryMarshal.Cast<float, Vector256<float>>(symbols))
        {
            var magnitude = Vector256.Abs(v);
            magnitude = Vector256.ConditionalSelect(Vector256.LessThanOrEqual(magnitude, Vector256.Create(float.MaxValue)), magnitude, Vector256<float>.Zero);
            sum += Vector256.WidenLower(magnitude) + Vector256.WidenUpper(magnitude);
        }
        var total = Vector256.Sum(sum);
        return total > 0 ? (float)Math.Min(symbols.Length / total, float.MaxValue) : 0;
    }

    /// <summary>The word turned right by one bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SoftWord TurnRight()
    {
        var (low, high) = (Vector256.Shuffle(_low, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 0)), Vector256.Shuffle(_high, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 0)));
        var last = Vector256.Create(0, 0, 0, 0, 0, 0, 0, -1).AsSingle();
        return new(Vector256.ConditionalSelect(last, high, low), Vector256.ConditionalSelect(last, low, high));
    }

    /// <summary>The word turned left by one bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SoftWord TurnLeft()
    {
        var (low, high) = (Vector256.Shuffle(_low, Vector256.Create(7, 0, 1, 2, 3, 4, 5, 6)), Vector256.Shuffle(_high, Vector256.Create(7, 0, 1, 2, 3, 4, 5, 6)));
        var first = Vector256.Create(-1, 0, 0, 0, 0, 0, 0, 0).AsSingle();
        return new(Vector256.ConditionalSelect(first, high, low), Vector256.ConditionalSelect(first, low, high));
    }

    /// <summary>Min-sum form of the likelihood of an exclusive or.</summary>
    public static SoftWord operator ^(SoftWord a, SoftWord b) => new(Xor(a._low, b._low), Xor(a._high, b._high));

    public static SoftWord operator +(SoftWord a, SoftWord b) => new(a._low + b._low, a._high + b._high);

    public static SoftWord operator -(SoftWord a, SoftWord b) => new(a._low - b._low, a._high - b._high);

    public static SoftWord operator *(SoftWord a, SoftWord b) => new(a._low * b._low, a._high * b._high);

    public static SoftWord operator *(SoftWord a, float b) => new(a._low * b, a._high * b);

    /// <summary>The sum of all sixteen.</summary>
    public float Sum() => Vector256.Sum(_low + _high);

    /// <summary>The bits that are more probably 1.</summary>
    public ushort Decide() => (ushort)(Vector256.LessThan(_low, Vector256<float>.Zero).ExtractMostSignificantBits() | (Vector256.LessThan(_high, Vector256<float>.Zero).ExtractMostSignificantBits() << 8));

    /// <summary>The bits about which nothing is known.</summary>
    public ushort Erased() => (ushort)(Vector256.Equals(_low, Vector256<float>.Zero).ExtractMostSignificantBits() | (Vector256.Equals(_high, Vector256<float>.Zero).ExtractMostSignificantBits() << 8));

    private static Vector256<float> Xor(Vector256<float> a, Vector256<float> b) =>
        Vector256.MinNative(Vector256.Abs(a), Vector256.Abs(b)) | ((a ^ b) & Vector256.Create(-0f));

    private static Vector256<float> Clamp(Vector256<float> value, float limit) =>
        Vector256.MaxNative(Vector256.MinNative(Vector256.ConditionalSelect(Vector256.Equals(value, value), value, Vector256<float>.Zero), Vector256.Create(limit)), Vector256.Create(-limit));
}
