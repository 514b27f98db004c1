using System.Runtime.CompilerServices;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Tests.Coding.Codes;

/// <summary>One byte: the scalar reference of the LDPC decoder's arithmetic.</summary>
internal readonly struct LdpcLanes1(int value) : ILdpcLanes<LdpcLanes1>
{
    private readonly sbyte _value = (sbyte)value;

    public static int Count => 1;

    public static LdpcLanes1 All(sbyte value) => new(value);

    public static LdpcLanes1 Load(ref sbyte first, int at) => new(Unsafe.Add(ref first, at));

    public void Store(ref sbyte first, int at) => Unsafe.Add(ref first, at) = _value;

    public static LdpcLanes1 operator ^(LdpcLanes1 a, LdpcLanes1 b) => new(a._value ^ b._value);

    public static LdpcLanes1 operator +(LdpcLanes1 a, LdpcLanes1 b) => new(Math.Clamp(a._value + b._value, -128, 127));

    public static LdpcLanes1 operator -(LdpcLanes1 a, LdpcLanes1 b) => new(Math.Clamp(a._value - b._value, -128, 127));

    public static LdpcLanes1 Abs(LdpcLanes1 a) => new(a._value < 0 ? -a._value : a._value);

    public static LdpcLanes1 Least(LdpcLanes1 a, LdpcLanes1 b) => new(Math.Min((byte)a._value, (byte)b._value));

    public static LdpcLanes1 Most(LdpcLanes1 a, LdpcLanes1 b) => new(Math.Max((byte)a._value, (byte)b._value));

    public static LdpcLanes1 Combine(LdpcLanes1 least, LdpcLanes1 most, LdpcLanes1 top)
    {
        int a = (byte)least._value, b = (byte)most._value;
        return new(a - Math.Max(0, top._value - ((b - a) / 4)) + Math.Max(0, top._value - (Math.Min(a + b, 255) / 4)));
    }

    public static LdpcLanes1 Choose(LdpcLanes1 a, LdpcLanes1 b, LdpcLanes1 equal, LdpcLanes1 other) => a._value == b._value ? equal : other;

    public static LdpcLanes1 Signed(LdpcLanes1 magnitude, LdpcLanes1 sign) => new(sign._value < 0 ? -magnitude._value : magnitude._value);

    public static bool AnyNegative(LdpcLanes1 a) => a._value < 0;
}
