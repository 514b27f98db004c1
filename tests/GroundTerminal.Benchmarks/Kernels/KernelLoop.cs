namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>A kernel that is one delegate. <paramref name="run"/> should last a microsecond at least.</summary>
internal sealed class KernelLoop(double unitsPerCall, Action run) : IKernelRun
{
    public double UnitsPerCall => unitsPerCall;

    public void Run() => run();
}
