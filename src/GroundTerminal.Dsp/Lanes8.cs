using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Eight floats.</summary>
internal readonly struct Lanes8(Vector256<float> value) : ILanes<Lanes8>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Create(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref readonly float from, nuint at) => new(Vector256.LoadUnsafe(in from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 a, Lanes8 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a, Lanes8 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 a, Lanes8 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 a, Lanes8 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MultiplyAdd(Lanes8 a, Lanes8 b, Lanes8 c) => new(
        Fused.IsSupported ? Vector256.FusedMultiplyAdd(a._value, b._value, c._value) : (a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Sqrt(Lanes8 a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Abs(Lanes8 a) => new(Vector256.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Min(Lanes8 a, Lanes8 b) => new(Vector256.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Max(Lanes8 a, Lanes8 b) => new(Vector256.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 WhereLess(Lanes8 a, Lanes8 b, Lanes8 yes, Lanes8 no) => new(Vector256.ConditionalSelect(Vector256.LessThan(a._value, b._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Even(Lanes8 a, Lanes8 b) => new(Interleaving.Even(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Odd(Lanes8 a, Lanes8 b) => new(Interleaving.Odd(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 PairSums(Lanes8 a, Lanes8 b) => new(Interleaving.PairSums(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipLow(Lanes8 a, Lanes8 b) => new(Interleaving.ZipLow(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 ZipHigh(Lanes8 a, Lanes8 b) => new(Interleaving.ZipHigh(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 EvenTwice(Lanes8 a) => new(Vector256.Shuffle(a._value, Vector256.Create(0, 0, 2, 2, 4, 4, 6, 6)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 OddTwice(Lanes8 a) => new(Vector256.Shuffle(a._value, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Quarter(Lanes8 a) => new(Vector256.Shuffle(a._value, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)) * Vector256.Create(-1f, 1, -1, 1, -1, 1, -1, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(Lanes8 a, Lanes8 b, Lanes8 c, Lanes8 d, Lanes8 e, Lanes8 f, Lanes8 g, Lanes8 h, ref float to) =>
        Interleaving.StoreTransposed(a._value, b._value, c._value, d._value, e._value, f._value, g._value, h._value, ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to, nuint at) => _value.StoreUnsafe(ref to, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector256.Sum(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complex32 ComplexSum() => new Lanes4(_value.GetLower() + _value.GetUpper()).ComplexSum();
}
