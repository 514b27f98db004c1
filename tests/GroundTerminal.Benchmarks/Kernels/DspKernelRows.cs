namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of GroundTerminal.Dsp.</summary>
internal static class DspKernelRows
{
    public static KernelRow[] All => [];
}
