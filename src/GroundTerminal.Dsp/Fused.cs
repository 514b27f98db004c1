using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GroundTerminal.Dsp;

/// <summary>a·b + c in one rounding where the processor can, in two elsewhere. (What .NET calls MultiplyAddEstimate is never compiled ahead of time.)</summary>
internal static class Fused
{
    public static bool IsSupported => Fma.IsSupported || AdvSimd.IsSupported;

    public static float MultiplyAdd(float a, float b, float c) => IsSupported ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c;
}
