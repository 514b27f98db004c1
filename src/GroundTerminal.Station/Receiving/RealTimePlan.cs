namespace GroundTerminal.Station.Receiving;

/// <summary>Which processors the real-time threads have to themselves.</summary>
/// <remarks>
/// A SCHED_FIFO thread that comes back into managed code between the two steps by which a collector lets the threads go on
/// turns in a loop until the second is done (CoreCLR, Thread::RareDisablePreemptiveGC); on the collecting thread's own processor it keeps it
/// from that for as long as the kernel lets it, about a second. So no thread that may collect runs where real-time threads do (workers
/// may, they allocate nothing), and with one processor there is no SCHED_FIFO.
/// </remarks>
public sealed class RealTimePlan
{
    private readonly int[] _realTime;

    /// <param name="processors">What the process may run on, ascending.</param>
    /// <param name="loops">Loop threads, 1 or more.</param>
    public RealTimePlan(int[] processors, int loops)
    {
        int own = Math.Min(processors.Length / 2, loops + 1);
        All = processors;
        _realTime = processors[^own..];
        Others = processors[..^own];
    }

    /// <summary>All processors of the process.</summary>
    public int[] All { get; }

    /// <summary>Processors of all other threads.</summary>
    public int[] Others { get; }

    /// <summary>There are processors for the real-time threads alone.</summary>
    public bool IsSeparate => _realTime.Length > 0;

    /// <summary>The processor of a real-time thread; the last is the radio's.</summary>
    /// <param name="thread">0 for the radio, 1 … for the loops.</param>
    public int ProcessorOf(int thread) => _realTime[^(1 + (thread % _realTime.Length))];
}
