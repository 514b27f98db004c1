namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>All rows of the race.</summary>
internal static class KernelRows
{
    public static KernelRow[] All => [.. CodingKernelRows.All, .. DspKernelRows.All, .. CodeKernelRows.All];
}
