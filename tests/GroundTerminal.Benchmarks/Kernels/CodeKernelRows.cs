namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of turbo and LDPC codes; the anchors have none.</summary>
internal static class CodeKernelRows
{
    public static KernelRow[] All => [];
}
