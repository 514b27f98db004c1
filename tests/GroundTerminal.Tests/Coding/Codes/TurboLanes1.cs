using System.Runtime.CompilerServices;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>One number: the scalar reference of the turbo decoder's arithmetic. What would not fit into 16 bits fails.</summary>
internal readonly struct TurboLanes1(int value) : ITurboLanes<TurboLanes1>
{
    private readonly short _value = checked((short)value);

    public static int Count => 1;

    public static TurboLanes1 All(short value) => new(value);

    public static TurboLanes1 Load(ref short first, int at) => new(Unsafe.Add(ref first, at));

    public void Store(ref short first, int at) => Unsafe.Add(ref first, at) = _value;

    public static TurboLanes1 operator +(TurboLanes1 a, TurboLanes1 b) => new(a._value + b._value);

    public static TurboLanes1 operator -(TurboLanes1 a, TurboLanes1 b) => new(a._value - b._value);

    public static TurboLanes1 operator ^(TurboLanes1 a, TurboLanes1 b) => new(a._value ^ b._value);

    public static TurboLanes1 operator |(TurboLanes1 a, TurboLanes1 b) => new(a._value | b._value);

    public static TurboLanes1 Join(TurboLanes1 a, TurboLanes1 b) => new(Math.Max(a._value, b._value) + (Math.Max(0, 20 - Math.Abs(a._value - b._value)) / 4));

    public static TurboLanes1 Difference(TurboLanes1 a, TurboLanes1 b) => new(Math.Clamp(a._value - b._value, short.MinValue, short.MaxValue));

    public static TurboLanes1 Clip(TurboLanes1 a, short limit) => new(Math.Clamp(a._value, -limit, limit));

    public static TurboLanes1 Half(TurboLanes1 a) => new(a._value >> 1);

    public static bool AnyNegative(TurboLanes1 a) => a._value < 0;
}
