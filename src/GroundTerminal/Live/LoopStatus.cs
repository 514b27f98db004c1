namespace GroundTerminal.Live;

/// <summary>How the real-time threads do; of several loop threads, the worst figure of each kind.</summary>
public sealed record LoopStatus
{
    public required int Threads { get; init; }

    /// <summary>Threads that demodulate channels cut out of the stream; 0 where none are.</summary>
    public required int Workers { get; init; }

    /// <summary>Part of their time that these use, their mean; null where there are none.</summary>
    public required double? WorkerBudgetUsed { get; init; }

    /// <summary>Time used of the time a block lasts, smoothed; 1 is all of it. At N times real time it has only 1/N.</summary>
    public required double BudgetUsed { get; init; }

    public required double WorstBudgetUsed { get; init; }

    public required double WorstIterationMicroseconds { get; init; }

    /// <summary>The same in the thread's first second, while code is still being compiled.</summary>
    public required double WorstIterationInFirstSecondMicroseconds { get; init; }

    /// <summary>Longest hand-over of a block on the radio thread.</summary>
    public required double WorstHandOverMicroseconds { get; init; }

    /// <summary>Bytes allocated by the radio thread after its first second.</summary>
    public required long RadioThreadAllocatedBytes { get; init; }

    /// <summary>Bytes allocated by the loop threads and the workers after their first second.</summary>
    public required long LoopThreadAllocatedBytes { get; init; }

    /// <summary>Iterations that took below 2^n µs and not below 2^(n−1), by n.</summary>
    public required IReadOnlyList<long> Histogram { get; init; }
}
