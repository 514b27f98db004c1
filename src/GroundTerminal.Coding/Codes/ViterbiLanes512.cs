using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Coding.Codes;

/// <summary>One vector of 512 bits; where <see cref="Vector512.IsHardwareAccelerated"/>.</summary>
internal readonly struct ViterbiLanes512(Vector512<byte> value) : IViterbiLanes<ViterbiLanes512>
{
    private readonly Vector512<byte> _value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 Load(ref byte from) => new(Vector512.LoadUnsafe(ref from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to) => _value.StoreUnsafe(ref to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Pick(uint four, ref byte pattern, out ViterbiLanes512 named, out ViterbiLanes512 opposite)
    {
        var (table, names) = (Vector512.Create(four).AsByte(), Vector512.LoadUnsafe(ref pattern));
        named = new(Avx512BW.Shuffle(table, names));
        opposite = new(Avx512BW.Shuffle(table, names ^ Vector512.Create((byte)3)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 AddSaturate(ViterbiLanes512 a, ViterbiLanes512 b) => new(Vector512.AddSaturate(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 Subtract(ViterbiLanes512 a, ViterbiLanes512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 Min(ViterbiLanes512 a, ViterbiLanes512 b) => new(Vector512.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 WhereEqual(ViterbiLanes512 a, ViterbiLanes512 b, ViterbiLanes512 same, ViterbiLanes512 other) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a._value, b._value), same._value, other._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 Swap(ViterbiLanes512 v, int bit) => new(bit switch
    {
        5 => Avx512F.Shuffle4x128(v._value.AsUInt64(), v._value.AsUInt64(), 0b01_00_11_10).AsByte(),
        4 => Avx512F.Shuffle4x128(v._value.AsUInt64(), v._value.AsUInt64(), 0b10_11_00_01).AsByte(),
        3 => Avx512F.Shuffle(v._value.AsUInt32(), 0b01_00_11_10).AsByte(),
        2 => Avx512F.Shuffle(v._value.AsUInt32(), 0b10_11_00_01).AsByte(),
        1 => Avx512BW.Shuffle(v._value, Vector512.Create(0x0504070601000302ul, 0x0D0C0F0E09080B0A, 0x0504070601000302, 0x0D0C0F0E09080B0A, 0x0504070601000302, 0x0D0C0F0E09080B0A, 0x0504070601000302, 0x0D0C0F0E09080B0A).AsByte()),
        _ => Avx512BW.Shuffle(v._value, Vector512.Create(0x0607040502030001ul, 0x0E0F0C0D0A0B0809, 0x0607040502030001, 0x0E0F0C0D0A0B0809, 0x0607040502030001, 0x0E0F0C0D0A0B0809, 0x0607040502030001, 0x0E0F0C0D0A0B0809).AsByte()),
    });

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ViterbiLanes512 Least(ViterbiLanes512 v)
    {
        var half = Vector256.Min(v._value.GetLower(), v._value.GetUpper());
        return new(Vector512.Create(ViterbiLanes128.LeastOf(Vector128.Min(half.GetLower(), half.GetUpper()))));
    }
}
