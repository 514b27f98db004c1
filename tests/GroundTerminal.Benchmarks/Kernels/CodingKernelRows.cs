namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of convolutional codes, Reed–Solomon and checks.</summary>
internal static class CodingKernelRows
{
    public static KernelRow[] All => [];
}
