using GroundTerminal.Dsp;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Station.Receiving;

/// <summary>A radio without a clock: sample n is (n, 0). It ends after a given number of samples, and can lose some on the way.</summary>
internal sealed class FakeRadio(long total, bool canBeHeldBack = true) : IRadio
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private long _next;

    /// <summary>Called before each read with the index of the next sample: samples lost there.</summary>
    public Func<long, long> LoseBefore { get; init; } = _ => 0;

    /// <summary>Wait in Read at the end until cancelled, instead of ending the stream.</summary>
    public bool EndsOnlyWhenStopped { get; init; }

    public string Description => "fake";

    public double SampleRateHz => 1000;

    public double CenterFrequencyHz => 437e6;

    public bool CanBeHeldBack => canBeHeldBack;

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        info = default;
        if (EndsOnlyWhenStopped && _next >= total)
            cancellation.WaitHandle.WaitOne();
        if (cancellation.IsCancellationRequested)
            return 0;
        long lost = LoseBefore(_next);
        _next += lost;
        int count = (int)Math.Clamp(total - _next, 0, destination.Length);
        info = new SampleBlockInfo(_next, Start.AddMilliseconds(_next), TimeSpan.Zero, lost);
        for (int i = 0; i < count; i++)
            destination[i] = new Complex32(_next + i, 0);
        _next += count;
        return count;
    }

    public void Dispose()
    {
    }
}
