using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>Four vectors of 128 bits.</summary>
internal readonly struct ViterbiLanes128(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d) : IViterbiLanes<ViterbiLanes128>
{
    private readonly Vector128<byte> _a = a, _b = b, _c = c, _d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 Load(ref byte from) =>
        new(Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, 16), Vector128.LoadUnsafe(ref from, 32), Vector128.LoadUnsafe(ref from, 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to)
    {
        _a.StoreUnsafe(ref to);
        _b.StoreUnsafe(ref to, 16);
        _c.StoreUnsafe(ref to, 32);
        _d.StoreUnsafe(ref to, 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pick(uint four, ref byte pattern, out ViterbiLanes128 named, out ViterbiLanes128 opposite)
    {
        var (table, sum) = (Vector128.Create(four).AsByte(), Vector128.Create((byte)(four + (four >> 24))));
        named = new(
            Vector128.ShuffleNative(table, Vector128.LoadUnsafe(ref pattern)),
            Vector128.ShuffleNative(table, Vector128.LoadUnsafe(ref pattern, 16)),
            Vector128.ShuffleNative(table, Vector128.LoadUnsafe(ref pattern, 32)),
            Vector128.ShuffleNative(table, Vector128.LoadUnsafe(ref pattern, 48)));
        opposite = new(sum - named._a, sum - named._b, sum - named._c, sum - named._d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 AddSaturate(ViterbiLanes128 a, ViterbiLanes128 b) => new(
        Vector128.AddSaturate(a._a, b._a), Vector128.AddSaturate(a._b, b._b), Vector128.AddSaturate(a._c, b._c), Vector128.AddSaturate(a._d, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 Subtract(ViterbiLanes128 a, ViterbiLanes128 b) => new(a._a - b._a, a._b - b._b, a._c - b._c, a._d - b._d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 Min(ViterbiLanes128 a, ViterbiLanes128 b) => new(
        Vector128.Min(a._a, b._a), Vector128.Min(a._b, b._b), Vector128.Min(a._c, b._c), Vector128.Min(a._d, b._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 WhereEqual(ViterbiLanes128 a, ViterbiLanes128 b, ViterbiLanes128 same, ViterbiLanes128 other) => new(
        Vector128.ConditionalSelect(Vector128.Equals(a._a, b._a), same._a, other._a),
        Vector128.ConditionalSelect(Vector128.Equals(a._b, b._b), same._b, other._b),
        Vector128.ConditionalSelect(Vector128.Equals(a._c, b._c), same._c, other._c),
        Vector128.ConditionalSelect(Vector128.Equals(a._d, b._d), same._d, other._d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 Swap(ViterbiLanes128 v, int bit) => bit switch
    {
        5 => new(v._c, v._d, v._a, v._b),
        4 => new(v._b, v._a, v._d, v._c),
        _ => new(Swap(v._a, bit), Swap(v._b, bit), Swap(v._c, bit), Swap(v._d, bit)),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes128 Least(ViterbiLanes128 v)
    {
        var least = LeastOf(Vector128.Min(Vector128.Min(v._a, v._b), Vector128.Min(v._c, v._d)));
        return new(least, least, least, least);
    }

    /// <summary>The least byte, in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LeastOf(Vector128<byte> v)
    {
        v = Vector128.Min(v, Swap(v, 3));
        v = Vector128.Min(v, Swap(v, 2));
        v = Vector128.Min(v, Swap(v, 1));
        return Vector128.Min(v, Swap(v, 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Swap(Vector128<byte> v, int bit) => bit switch
    {
        3 => Vector128.Shuffle(v.AsUInt64(), Vector128.Create(1ul, 0)).AsByte(),
        2 => Vector128.Shuffle(v.AsUInt32(), Vector128.Create(1u, 0, 3, 2)).AsByte(),
        1 => Vector128.Shuffle(v, Vector128.Create(0x0504070601000302ul, 0x0D0C0F0E09080B0A).AsByte()),
        _ => Vector128.Shuffle(v, Vector128.Create(0x0607040502030001ul, 0x0E0F0C0D0A0B0809).AsByte()),
    };
}
