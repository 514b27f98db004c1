using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Four floats.</summary>
internal readonly struct Lanes4(Vector128<float> value) : ILanes<Lanes4>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    /// <summary>The first of them.</summary>
    public float First => _value[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Create(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Load(ref readonly float from, nuint at) => new(Vector128.LoadUnsafe(in from, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator +(Lanes4 a, Lanes4 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a, Lanes4 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator *(Lanes4 a, Lanes4 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator /(Lanes4 a, Lanes4 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 operator -(Lanes4 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 MultiplyAdd(Lanes4 a, Lanes4 b, Lanes4 c) => new(
        Fused.IsSupported ? Vector128.FusedMultiplyAdd(a._value, b._value, c._value) : (a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Sqrt(Lanes4 a) => new(Vector128.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Abs(Lanes4 a) => new(Vector128.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Min(Lanes4 a, Lanes4 b) => new(Vector128.MinNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Max(Lanes4 a, Lanes4 b) => new(Vector128.MaxNative(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 WhereLess(Lanes4 a, Lanes4 b, Lanes4 yes, Lanes4 no) => new(Vector128.ConditionalSelect(Vector128.LessThan(a._value, b._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Even(Lanes4 a, Lanes4 b) => new(Interleaving.Even(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Odd(Lanes4 a, Lanes4 b) => new(Interleaving.Odd(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 PairSums(Lanes4 a, Lanes4 b) => new(Interleaving.PairSums(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ZipLow(Lanes4 a, Lanes4 b) => new(Interleaving.ZipLow(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 ZipHigh(Lanes4 a, Lanes4 b) => new(Interleaving.ZipHigh(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 EvenTwice(Lanes4 a) => new(Vector128.Shuffle(a._value, Vector128.Create(0, 0, 2, 2)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 OddTwice(Lanes4 a) => new(Vector128.Shuffle(a._value, Vector128.Create(1, 1, 3, 3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes4 Quarter(Lanes4 a) => new(Vector128.Shuffle(a._value, Vector128.Create(1, 0, 3, 2)) * Vector128.Create(-1f, 1, -1, 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(Lanes4 a, Lanes4 b, Lanes4 c, Lanes4 d, Lanes4 e, Lanes4 f, Lanes4 g, Lanes4 h, ref float to) =>
        Interleaving.StoreTransposed(a._value, b._value, c._value, d._value, e._value, f._value, g._value, h._value, ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float to, nuint at) => _value.StoreUnsafe(ref to, at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector128.Sum(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Complex32 ComplexSum() => new(_value[0] + _value[2], _value[1] + _value[3]);
}
