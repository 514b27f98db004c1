namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Rows of GroundTerminal.Dsp.</summary>
internal static class DspKernelRows
{
    public static KernelRow[] All => [.. DspFilterRows.All, .. DspFftRows.All, .. DspSampleRows.All, .. DspRingRows.All];

    /// <summary>Stops the race where a kernel's answer is wrong.</summary>
    public static void Check(bool right, string what)
    {
        if (!right)
            throw new InvalidOperationException($"{what}: wrong output.");
    }
}
