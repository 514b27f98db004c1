namespace GroundTerminal.Benchmarks.Kernels;

internal static class DspRingRows
{
    public static KernelRow[] All => [];
}
