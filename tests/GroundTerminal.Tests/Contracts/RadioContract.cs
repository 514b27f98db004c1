using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every <see cref="IRadio"/> keeps to.</summary>
public abstract class RadioContract
{
    /// <summary>A radio that is not paced, with a stream that ends after so many samples; each call the same samples.</summary>
    protected abstract IRadio Create(int samples);

    /// <summary>A radio that takes a minute or more to give its first samples; null where there is no such thing.</summary>
    protected abstract IRadio? CreateSlow();

    [Fact]
    public void Samples_are_accounted_for_and_the_stream_ends_with_0()
    {
        using var radio = Create(10_000);
        var (at, buffer) = (0L, new Complex32[777]);
        DateTimeOffset? start = null;
        while (radio.Read(buffer, out var info, default) is var count and > 0)
        {
            Assert.Equal(at, info.FirstSample);
            Assert.Equal(0, info.LostBefore);
            start ??= info.FirstSampleUtc;
            Assert.Equal(at / radio.SampleRateHz, (info.FirstSampleUtc - start.Value).TotalSeconds, 1e-6);
            at += count;
        }
        Assert.Equal(10_000, at);
        Assert.Equal(0, radio.Read(buffer, out _, default));
    }

    [Fact]
    public void How_it_is_read_changes_nothing()
    {
        var (whole, pieces) = (ReadAll(10_000, () => 10_000), new Random(1));
        Assert.Equal(whole, ReadAll(10_000, () => pieces.Next(1, 500)));
    }

    [Fact]
    public void After_the_start_Read_allocates_nothing()
    {
        using var radio = Create(2_000_000);
        using var cancellation = new CancellationTokenSource();
        var buffer = new Complex32[1000];
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (var i = 0; i < 180; i++)
                radio.Read(buffer, out _, cancellation.Token);
        }));
    }

    [Fact]
    public void Cancelling_ends_the_wait()
    {
        if (CreateSlow() is not { } radio)
            return;
        using var cancellation = new CancellationTokenSource(50);
        Assert.Equal(0, radio.Read(new Complex32[100], out _, cancellation.Token));
        radio.Dispose();
    }

    private Complex32[] ReadAll(int samples, Func<int> length)
    {
        using var radio = Create(samples);
        var (all, buffer) = (new List<Complex32>(), new Complex32[samples]);
        while (radio.Read(buffer.AsSpan(0, length()), out _, default) is var count and > 0)
            all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }
}
