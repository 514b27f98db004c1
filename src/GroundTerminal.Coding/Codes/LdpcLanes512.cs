using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>64 bytes.</summary>
internal readonly struct LdpcLanes512(Vector512<sbyte> value) : ILdpcLanes<LdpcLanes512>
{
    private readonly Vector512<sbyte> _value = value;

    public static int Count => Vector512<sbyte>.Count;

    public static LdpcLanes512 All(sbyte value) => new(Vector512.Create(value));

    public static LdpcLanes512 Load(ref sbyte first, int at) => new(Vector512.LoadUnsafe(ref first, (nuint)at));

    public void Store(ref sbyte first, int at) => _value.StoreUnsafe(ref first, (nuint)at);

    public static LdpcLanes512 operator ^(LdpcLanes512 a, LdpcLanes512 b) => new(a._value ^ b._value);

    public static LdpcLanes512 operator +(LdpcLanes512 a, LdpcLanes512 b) => new(Vector512.AddSaturate(a._value, b._value));

    public static LdpcLanes512 operator -(LdpcLanes512 a, LdpcLanes512 b) => new(Vector512.SubtractSaturate(a._value, b._value));

    public static LdpcLanes512 Abs(LdpcLanes512 a) => new(Vector512.Abs(a._value));

    public static LdpcLanes512 Least(LdpcLanes512 a, LdpcLanes512 b) => Of(Vector512.Min(a._value.AsByte(), b._value.AsByte()));

    public static LdpcLanes512 Most(LdpcLanes512 a, LdpcLanes512 b) => Of(Vector512.Max(a._value.AsByte(), b._value.AsByte()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LdpcLanes512 Combine(LdpcLanes512 least, LdpcLanes512 most, LdpcLanes512 top)
    {
        var (a, b, c) = (least._value.AsByte(), most._value.AsByte(), top._value.AsByte());
        var apart = Vector512.SubtractSaturate(c, Quarter(b - a));
        var together = Vector512.SubtractSaturate(c, Quarter(Vector512.AddSaturate(a, b)));
        return Of(a - apart + together);
    }

    public static LdpcLanes512 Choose(LdpcLanes512 a, LdpcLanes512 b, LdpcLanes512 equal, LdpcLanes512 other) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), equal._value, other._value));

    public static LdpcLanes512 Signed(LdpcLanes512 magnitude, LdpcLanes512 sign)
    {
        var turned = Vector512.LessThan(sign._value, Vector512<sbyte>.Zero);
        return new((magnitude._value ^ turned) - turned);
    }

    public static bool AnyNegative(LdpcLanes512 a) => a._value.ExtractMostSignificantBits() != 0;

    private static LdpcLanes512 Of(Vector512<byte> value) => new(value.AsSByte());

    private static Vector512<byte> Quarter(Vector512<byte> a) => (a.AsUInt16() >>> 2).AsByte() & Vector512.Create((byte)63);
}
