using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace GroundTerminal.Coding.Checks;

/// <summary>128 bits: PCLMULQDQ of x86, PMULL of ARM.</summary>
internal readonly struct CrcLanes128(Vector128<ulong> value) : ICrcLanes<CrcLanes128>
{
    private readonly Vector128<ulong> _value = value;

    public static bool IsSupported => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    public static int Size => 16;

    public static CrcLanes128 Repeat(ulong low, ulong high) => new(Vector128.Create(low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes128 Load(ref byte from, nuint offset, bool turn) => new(Turn(Vector128.LoadUnsafe(ref from, offset), turn).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref byte to, nuint offset, bool turn) => Turn(_value.AsByte(), turn).StoreUnsafe(ref to, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CrcLanes128 Fold(CrcLanes128 v, CrcLanes128 constants, CrcLanes128 next) => Pclmulqdq.IsSupported
        ? new(Pclmulqdq.CarrylessMultiply(v._value, constants._value, 0x00) ^ Pclmulqdq.CarrylessMultiply(v._value, constants._value, 0x11) ^ next._value)
        : new(ArmAes.PolynomialMultiplyWideningLower(v._value.GetLower(), constants._value.GetLower())
            ^ ArmAes.PolynomialMultiplyWideningUpper(v._value, constants._value) ^ next._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Turn(Vector128<byte> v, bool turn) => turn ? Vector128.Shuffle(v, Vector128.Create(0x08090A0B0C0D0E0Ful, 0x0001020304050607).AsByte()) : v;
}
