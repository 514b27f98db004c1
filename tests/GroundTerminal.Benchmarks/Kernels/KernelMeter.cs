namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>Times a kernel as the anchors time theirs: the median of seven repetitions of 50 ms at least, CPU time.</summary>
internal static class KernelMeter
{
    private const int Repetitions = 7;
    private const double LeastSeconds = 0.050;

    /// <summary>Value in the row's unit.</summary>
    public static double Measure(IKernelRun run)
    {
        if (run.MeasureItself() is { } value)
            return value;
        run.Run();
        long calls = 1;
        double seconds;
        while ((seconds = Time(run, calls)) < 0.008)
            calls *= 4;
        calls = (long)Math.Ceiling(calls * 0.060 / seconds);
        var rates = new double[Repetitions];
        for (var k = 0; k < Repetitions; k++)
        {
            seconds = Time(run, calls);
            if (seconds < LeastSeconds) // the machine got faster since
            {
                calls = (calls * 5 / 4) + 1;
                k = -1;
                continue;
            }
            rates[k] = run.UnitsPerCall * calls / seconds;
        }
        Array.Sort(rates);
        return rates[Repetitions / 2];
    }

    /// <summary>Bytes that one call allocates.</summary>
    public static long Allocated(IKernelRun run)
    {
        run.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        run.Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Time(IKernelRun run, long calls)
    {
        var start = ThreadClock.Nanoseconds;
        for (long i = 0; i < calls; i++)
            run.Run();
        return (ThreadClock.Nanoseconds - start) * 1e-9;
    }
}
