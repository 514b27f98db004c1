using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>32 numbers.</summary>
internal readonly struct TurboLanes512(Vector512<short> value) : ITurboLanes<TurboLanes512>
{
    private readonly Vector512<short> _value = value;

    public static int Count => Vector512<short>.Count;

    public static TurboLanes512 All(short value) => new(Vector512.Create(value));

    public static TurboLanes512 Load(ref short first, int at) => new(Vector512.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref short first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static TurboLanes512 operator +(TurboLanes512 a, TurboLanes512 b) => new(a._value + b._value);

    public static TurboLanes512 operator -(TurboLanes512 a, TurboLanes512 b) => new(a._value - b._value);

    public static TurboLanes512 operator ^(TurboLanes512 a, TurboLanes512 b) => new(a._value ^ b._value);

    public static TurboLanes512 operator |(TurboLanes512 a, TurboLanes512 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TurboLanes512 Join(TurboLanes512 a, TurboLanes512 b)
    {
        var most = Vector512.Max(a._value, b._value);
        var apart = (most - Vector512.Min(a._value, b._value)).AsUInt16();
        return new(most + (Vector512.SubtractSaturate(Vector512.Create((ushort)20), apart) >>> 2).AsInt16());
    }

    public static TurboLanes512 Difference(TurboLanes512 a, TurboLanes512 b) => new(Vector512.SubtractSaturate(a._value, b._value));

    public static TurboLanes512 Clip(TurboLanes512 a, short limit) =>
        new(Vector512.Min(Vector512.Max(a._value, Vector512.Create((short)-limit)), Vector512.Create(limit)));

    public static TurboLanes512 Half(TurboLanes512 a) => new(a._value >> 1);

    public static bool AnyNegative(TurboLanes512 a) => a._value.ExtractMostSignificantBits() != 0;
}
