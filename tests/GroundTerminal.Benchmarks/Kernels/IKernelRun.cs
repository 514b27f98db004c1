namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>A kernel with its input, ready to run again and again.</summary>
internal interface IKernelRun
{
    /// <summary>What one <see cref="Run"/> does, in the row's unit without "a second": Mbit, Msamples, GB, transforms.</summary>
    double UnitsPerCall { get; }

    /// <summary>The work: allocates nothing, stays on the calling thread.</summary>
    void Run();

    /// <summary>For what a CPU clock cannot tell (two threads, a latency): the value itself, in the row's unit. Null: the bench times <see cref="Run"/>.</summary>
    double? MeasureItself() => null;
}
