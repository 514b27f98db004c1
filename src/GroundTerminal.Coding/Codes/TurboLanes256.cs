using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>16 numbers.</summary>
internal readonly struct TurboLanes256(Vector256<short> value) : ITurboLanes<TurboLanes256>
{
    private readonly Vector256<short> _value = value;

    public static int Count => Vector256<short>.Count;

    public static TurboLanes256 All(short value) => new(Vector256.Create(value));

    public static TurboLanes256 Load(ref short first, int at) => new(Vector256.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref short first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static TurboLanes256 operator +(TurboLanes256 a, TurboLanes256 b) => new(a._value + b._value);

    public static TurboLanes256 operator -(TurboLanes256 a, TurboLanes256 b) => new(a._value - b._value);

    public static TurboLanes256 operator ^(TurboLanes256 a, TurboLanes256 b) => new(a._value ^ b._value);

    public static TurboLanes256 operator |(TurboLanes256 a, TurboLanes256 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TurboLanes256 Join(TurboLanes256 a, TurboLanes256 b)
    {
        var most = Vector256.Max(a._value, b._value);
        var apart = (most - Vector256.Min(a._value, b._value)).AsUInt16();
        return new(most + (Vector256.SubtractSaturate(Vector256.Create((ushort)20), apart) >>> 2).AsInt16());
    }

    public static TurboLanes256 Difference(TurboLanes256 a, TurboLanes256 b) => new(Vector256.SubtractSaturate(a._value, b._value));

    public static TurboLanes256 Clip(TurboLanes256 a, short limit) =>
        new(Vector256.Min(Vector256.Max(a._value, Vector256.Create((short)-limit)), Vector256.Create(limit)));

    public static TurboLanes256 Half(TurboLanes256 a) => new(a._value >> 1);

    public static bool AnyNegative(TurboLanes256 a) => a._value.ExtractMostSignificantBits() != 0;
}
