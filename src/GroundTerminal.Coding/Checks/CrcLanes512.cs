using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Coding.Checks;

/// <summary>4 polynomials in 512 bits: VPCLMULQDQ.</summary>
internal readonly struct CrcLanes512(Vector512<ulong> value) : ICrcLanes<CrcLanes512>
{
    private readonly Vector512<ulong> _value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Pclmulqdq.V512.IsSupported;

    public static int Size => 64;

    public static CrcLanes512 Repeat(ulong low, ulong high) => new(Vector512.Create(Vector128.Create(low, high)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes512 Load(ref byte from, nuint offset, bool turn) => new(Turn(Vector512.LoadUnsafe(ref from, offset), turn).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to, nuint offset, bool turn) => Turn(_value.AsByte(), turn).StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes512 Fold(CrcLanes512 v, CrcLanes512 constants, CrcLanes512 next) =>
        new(Pclmulqdq.V512.CarrylessMultiply(v._value, constants._value, 0x00) ^ Pclmulqdq.V512.CarrylessMultiply(v._value, constants._value, 0x11) ^ next._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Turn(Vector512<byte> v, bool turn) =>
        turn ? Avx512BW.Shuffle(v, Vector512.Create(Vector128.Create(0x08090A0B0C0D0E0Ful, 0x0001020304050607)).AsByte()) : v;
}
