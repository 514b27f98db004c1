using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>32 bytes.</summary>
internal readonly struct LdpcLanes256(Vector256<sbyte> value) : ILdpcLanes<LdpcLanes256>
{
    private readonly Vector256<sbyte> _value = value;

    public static int Count => Vector256<sbyte>.Count;

    public static LdpcLanes256 All(sbyte value) => new(Vector256.Create(value));

    public static LdpcLanes256 Load(ref sbyte first, int at) => new(Vector256.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref sbyte first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static LdpcLanes256 operator ^(LdpcLanes256 a, LdpcLanes256 b) => new(a._value ^ b._value);

    public static LdpcLanes256 operator +(LdpcLanes256 a, LdpcLanes256 b) => new(Vector256.AddSaturate(a._value, b._value));

    public static LdpcLanes256 operator -(LdpcLanes256 a, LdpcLanes256 b) => new(Vector256.SubtractSaturate(a._value, b._value));

    public static LdpcLanes256 Abs(LdpcLanes256 a) => new(Vector256.Abs(a._value));

    public static LdpcLanes256 Least(LdpcLanes256 a, LdpcLanes256 b) => Of(Vector256.Min(a._value.AsByte(), b._value.AsByte()));

    public static LdpcLanes256 Most(LdpcLanes256 a, LdpcLanes256 b) => Of(Vector256.Max(a._value.AsByte(), b._value.AsByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LdpcLanes256 Combine(LdpcLanes256 least, LdpcLanes256 most, LdpcLanes256 top)
    {
        var (a, b, c) = (least._value.AsByte(), most._value.AsByte(), top._value.AsByte());
        var apart = Vector256.SubtractSaturate(c, Quarter(b - a));
        var together = Vector256.SubtractSaturate(c, Quarter(Vector256.AddSaturate(a, b)));
        return Of(a - apart + together);
    }

    public static LdpcLanes256 Choose(LdpcLanes256 a, LdpcLanes256 b, LdpcLanes256 equal, LdpcLanes256 other) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a._value, b._value), equal._value, other._value));

    public static LdpcLanes256 Signed(LdpcLanes256 magnitude, LdpcLanes256 sign)
    {
        var turned = Vector256.LessThan(sign._value, Vector256<sbyte>.Zero);
        return new((magnitude._value ^ turned) - turned);
    }

    public static bool AnyNegative(LdpcLanes256 a) => a._value.ExtractMostSignificantBits() != 0;

    private static LdpcLanes256 Of(Vector256<byte> value) => new(value.AsSByte());

    private static Vector256<byte> Quarter(Vector256<byte> a) => (a.AsUInt16() >>> 2).AsByte() & Vector256.Create((byte)63);
}
