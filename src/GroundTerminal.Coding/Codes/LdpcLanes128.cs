using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>16 bytes.</summary>
internal readonly struct LdpcLanes128(Vector128<sbyte> value) : ILdpcLanes<LdpcLanes128>
{
    private readonly Vector128<sbyte> _value = value;

    public static int Count => Vector128<sbyte>.Count;

    public static LdpcLanes128 All(sbyte value) => new(Vector128.Create(value));

    public static LdpcLanes128 Load(ref sbyte first, int at) => new(Vector128.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref sbyte first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static LdpcLanes128 operator ^(LdpcLanes128 a, LdpcLanes128 b) => new(a._value ^ b._value);

    public static LdpcLanes128 operator +(LdpcLanes128 a, LdpcLanes128 b) => new(Vector128.AddSaturate(a._value, b._value));

    public static LdpcLanes128 operator -(LdpcLanes128 a, LdpcLanes128 b) => new(Vector128.SubtractSaturate(a._value, b._value));

    public static LdpcLanes128 Abs(LdpcLanes128 a) => new(Vector128.Abs(a._value));

    public static LdpcLanes128 Least(LdpcLanes128 a, LdpcLanes128 b) => Of(Vector128.Min(a._value.AsByte(), b._value.AsByte()));

    public static LdpcLanes128 Most(LdpcLanes128 a, LdpcLanes128 b) => Of(Vector128.Max(a._value.AsByte(), b._value.AsByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LdpcLanes128 Combine(LdpcLanes128 least, LdpcLanes128 most, LdpcLanes128 top)
    {
        var (a, b, c) = (least._value.AsByte(), most._value.AsByte(), top._value.AsByte());
        var apart = Vector128.SubtractSaturate(c, Quarter(b - a));
        var together = Vector128.SubtractSaturate(c, Quarter(Vector128.AddSaturate(a, b)));
        return Of(a - apart + together);
    }

    public static LdpcLanes128 Choose(LdpcLanes128 a, LdpcLanes128 b, LdpcLanes128 equal, LdpcLanes128 other) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a._value, b._value), equal._value, other._value));

    public static LdpcLanes128 Signed(LdpcLanes128 magnitude, LdpcLanes128 sign)
    {
        var turned = Vector128.LessThan(sign._value, Vector128<sbyte>.Zero);
        return new((magnitude._value ^ turned) - turned);
    }

    public static bool AnyNegative(LdpcLanes128 a) => a._value.ExtractMostSignificantBits() != 0;

    private static LdpcLanes128 Of(Vector128<byte> value) => new(value.AsSByte());

    private static Vector128<byte> Quarter(Vector128<byte> a) => (a.AsUInt16() >>> 2).AsByte() & Vector128.Create((byte)63);
}
