using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Coding.Codes;

/// <summary>Two vectors of 256 bits; where <see cref="Vector256.IsHardwareAccelerated"/>.</summary>
internal readonly struct ViterbiLanes256(Vector256<byte> a, Vector256<byte> b) : IViterbiLanes<ViterbiLanes256>
{
    private readonly Vector256<byte> _a = a, _b = b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 Load(ref byte from) => new(Vector256.LoadUnsafe(ref from), Vector256.LoadUnsafe(ref from, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to)
    {
        _a.StoreUnsafe(ref to);
        _b.StoreUnsafe(ref to, 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pick(uint four, ref byte pattern, out ViterbiLanes256 named, out ViterbiLanes256 opposite)
    {
        var (table, sum) = (Vector256.Create(four).AsByte(), Vector256.Create((byte)(four + (four >> 24))));
        named = new(Avx2.Shuffle(table, Vector256.LoadUnsafe(ref pattern)), Avx2.Shuffle(table, Vector256.LoadUnsafe(ref pattern, 32)));
        opposite = new(sum - named._a, sum - named._b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 AddSaturate(ViterbiLanes256 a, ViterbiLanes256 b) => new(Vector256.AddSaturate(a._a, b._a), Vector256.AddSaturate(a._b, b._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 Subtract(ViterbiLanes256 a, ViterbiLanes256 b) => new(a._a - b._a, a._b - b._b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 Min(ViterbiLanes256 a, ViterbiLanes256 b) => new(Vector256.Min(a._a, b._a), Vector256.Min(a._b, b._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 WhereEqual(ViterbiLanes256 a, ViterbiLanes256 b, ViterbiLanes256 same, ViterbiLanes256 other) => new(
        Vector256.ConditionalSelect(Vector256.Equals(a._a, b._a), same._a, other._a),
        Vector256.ConditionalSelect(Vector256.Equals(a._b, b._b), same._b, other._b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 Swap(ViterbiLanes256 v, int bit) => bit == 5 ? new(v._b, v._a) : new(Swap(v._a, bit), Swap(v._b, bit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes256 Least(ViterbiLanes256 v)
    {
        var both = Vector256.Min(v._a, v._b);
        var least = Vector256.Create(ViterbiLanes128.LeastOf(Vector128.Min(both.GetLower(), both.GetUpper())));
        return new(least, least);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Swap(Vector256<byte> v, int bit) => bit switch
    {
        4 => Avx2.Permute2x128(v, v, 1),
        3 => Avx2.Shuffle(v.AsUInt32(), 0b01_00_11_10).AsByte(),
        2 => Avx2.Shuffle(v.AsUInt32(), 0b10_11_00_01).AsByte(),
        1 => Avx2.Shuffle(v, Vector256.Create(0x0504070601000302ul, 0x0D0C0F0E09080B0A, 0x0504070601000302, 0x0D0C0F0E09080B0A).AsByte()),
        _ => Avx2.Shuffle(v, Vector256.Create(0x0607040502030001ul, 0x0E0F0C0D0A0B0809, 0x0607040502030001, 0x0E0F0C0D0A0B0809).AsByte()),
    };
}
