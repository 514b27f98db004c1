using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>8 numbers.</summary>
internal readonly struct TurboLanes128(Vector128<short> value) : ITurboLanes<TurboLanes128>
{
    private readonly Vector128<short> _value = value;

    public static int Count => Vector128<short>.Count;

    public static TurboLanes128 All(short value) => new(Vector128.Create(value));

    public static TurboLanes128 Load(ref short first, int at) => new(Vector128.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref short first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static TurboLanes128 operator +(TurboLanes128 a, TurboLanes128 b) => new(a._value + b._value);

    public static TurboLanes128 operator -(TurboLanes128 a, TurboLanes128 b) => new(a._value - b._value);

    public static TurboLanes128 operator ^(TurboLanes128 a, TurboLanes128 b) => new(a._value ^ b._value);

    public static TurboLanes128 operator |(TurboLanes128 a, TurboLanes128 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TurboLanes128 Join(TurboLanes128 a, TurboLanes128 b)
    {
        var most = Vector128.Max(a._value, b._value);
        var apart = (most - Vector128.Min(a._value, b._value)).AsUInt16();
        return new(most + (Vector128.SubtractSaturate(Vector128.Create((ushort)20), apart) >>> 2).AsInt16());
    }

    public static TurboLanes128 Difference(TurboLanes128 a, TurboLanes128 b) => new(Vector128.SubtractSaturate(a._value, b._value));

    public static TurboLanes128 Clip(TurboLanes128 a, short limit) =>
        new(Vector128.Min(Vector128.Max(a._value, Vector128.Create((short)-limit)), Vector128.Create(limit)));

    public static TurboLanes128 Half(TurboLanes128 a) => new(a._value >> 1);

    public static bool AnyNegative(TurboLanes128 a) => a._value.ExtractMostSignificantBits() != 0;
}
