using System.Diagnostics;

namespace GroundTerminal.Station.Receiving;

/// <summary>Measures one real-time thread: time per iteration, part of the budget used, bytes allocated after the first second.</summary>
/// <remarks>The thread itself calls <see cref="Record"/>; any thread may read the properties.</remarks>
public sealed class ThreadMeter
{
    /// <summary>Number of classes of <see cref="CountBelow"/>.</summary>
    public const int Classes = 24;

    private const double Smoothing = 1.0 / 64;
    private readonly long[] _histogram = new long[Classes];
    private long _started, _baseline = -1, _allocated, _worst, _worstInFirstSecond, _iterations;
    private double _budget, _worstBudget;

    /// <summary>Iterations measured.</summary>
    public long Iterations => Volatile.Read(ref _iterations);

    /// <summary>Bytes allocated by the thread after its first second.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocated);

    /// <summary>Longest iteration after the first second, µs.</summary>
    public double WorstMicroseconds => Volatile.Read(ref _worst) * 1e6 / Stopwatch.Frequency;

    /// <summary>Longest iteration in the first second, where code is still being compiled and caches filled, µs.</summary>
    public double WorstInFirstSecondMicroseconds => Volatile.Read(ref _worstInFirstSecond) * 1e6 / Stopwatch.Frequency;

    /// <summary>Time used over time there was, smoothed over some 64 iterations; 1 is all of it.</summary>
    public double BudgetUsed => Volatile.Read(ref _budget);

    /// <summary>The highest <see cref="BudgetUsed"/> after the first second.</summary>
    public double WorstBudgetUsed => Volatile.Read(ref _worstBudget);

    /// <summary>Iterations that took below 2^n µs and not below 2^(n−1); the last class holds all that took longer.</summary>
    /// <param name="n">0 to Classes − 1.</param>
    public long CountBelow(int n) => Volatile.Read(ref _histogram[n]);

    /// <summary>Takes one iteration.</summary>
    /// <param name="started">Stopwatch timestamp at its start.</param>
    /// <param name="ended">Stopwatch timestamp at its end.</param>
    /// <param name="budgetSeconds">Time that there was for it: how long its samples last.</param>
    public void Record(long started, long ended, double budgetSeconds)
    {
        if (_iterations == 0)
            _started = started;
        long ticks = ended - started;
        bool warm = _baseline >= 0;
        ref long worst = ref warm ? ref _worst : ref _worstInFirstSecond;
        if (ticks > worst)
            Volatile.Write(ref worst, ticks);
        RecordBudget(ticks, budgetSeconds, warm);
        Volatile.Write(ref _iterations, _iterations + 1);
        RecordAllocation(ended, warm);
    }

    private void RecordBudget(long ticks, double budgetSeconds, bool warm)
    {
        double used = (double)ticks / Stopwatch.Frequency / budgetSeconds;
        double smoothed = _iterations == 0 ? used : _budget + (Smoothing * (used - _budget));
        Volatile.Write(ref _budget, smoothed);
        if (warm && smoothed > _worstBudget)
            Volatile.Write(ref _worstBudget, smoothed);
        long microseconds = ticks * 1_000_000 / Stopwatch.Frequency;
        _histogram[Math.Min(Classes - 1, 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)microseconds))]++;
    }

    private void RecordAllocation(long now, bool warm)
    {
        if (warm)
            Volatile.Write(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - _baseline);
        else if (now - _started >= Stopwatch.Frequency)
            _baseline = GC.GetAllocatedBytesForCurrentThread();
    }
}
