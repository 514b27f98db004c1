namespace GroundTerminal.Station.Frames;

/// <summary>How long frames took from the arrival of their last sample until they were on disk. One thread records, any threads read.</summary>
/// <remarks>Classes of a sixteenth of an octave, so that a quantile is right within 4.5 %.</remarks>
public sealed class LatencyMeter
{
    private const int ClassesAnOctave = 16, Classes = 24 * ClassesAnOctave;
    private const double LeastMilliseconds = 0.01, MostMilliseconds = 120_000;
    private readonly long[] _counts = new long[Classes];
    private double _worst;
    private long _count;

    /// <summary>Frames measured.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The longest, ms.</summary>
    public double WorstMilliseconds => Volatile.Read(ref _worst);

    /// <summary>Takes one frame. What is longer than two minutes is no delay but a stream of another time, and not counted.</summary>
    public void Record(TimeSpan latency)
    {
        double milliseconds = Math.Max(LeastMilliseconds, latency.TotalMilliseconds);
        if (milliseconds > MostMilliseconds)
            return;
        int at = Math.Clamp((int)Math.Ceiling(Math.Log2(milliseconds / LeastMilliseconds) * ClassesAnOctave), 0, Classes - 1);
        Interlocked.Increment(ref _counts[at]);
        Volatile.Write(ref _worst, Math.Max(_worst, milliseconds));
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>What so large a part of the frames did not exceed, ms; NaN before the first.</summary>
    /// <param name="part">0 to 1.</param>
    public double Quantile(double part)
    {
        long sum = 0, total = Count;
        for (int i = 0; i < Classes && total > 0; i++)
        {
            sum += Volatile.Read(ref _counts[i]);
            if (sum >= part * total)
                return Math.Min(WorstMilliseconds, LeastMilliseconds * Math.Pow(2, (double)i / ClassesAnOctave));
        }
        return double.NaN;
    }
}
