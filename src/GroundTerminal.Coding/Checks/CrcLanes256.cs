using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Coding.Checks;

/// <summary>2 polynomials in 256 bits: VPCLMULQDQ.</summary>
internal readonly struct CrcLanes256(Vector256<ulong> value) : ICrcLanes<CrcLanes256>
{
    private readonly Vector256<ulong> _value = value;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Pclmulqdq.V256.IsSupported;

    public static int Size => 32;

    public static CrcLanes256 Repeat(ulong low, ulong high) => new(Vector256.Create(Vector128.Create(low, high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes256 Load(ref byte from, nuint offset, bool turn) => new(Turn(Vector256.LoadUnsafe(ref from, offset), turn).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to, nuint offset, bool turn) => Turn(_value.AsByte(), turn).StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes256 Fold(CrcLanes256 v, CrcLanes256 constants, CrcLanes256 next) =>
        new(Pclmulqdq.V256.CarrylessMultiply(v._value, constants._value, 0x00) ^ Pclmulqdq.V256.CarrylessMultiply(v._value, constants._value, 0x11) ^ next._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Turn(Vector256<byte> v, bool turn) =>
        turn ? Avx2.Shuffle(v, Vector256.Create(Vector128.Create(0x08090A0B0C0D0E0Ful, 0x0001020304050607)).AsByte()) : v;
}
