using GroundTerminal.Dsp;

namespace GroundTerminal.Tests.Support;

/// <summary>Streams of samples with a fixed seed, ways to cut them, and what a call allocates.</summary>
internal static class Streams
{
    /// <summary>Even in −1 to 1.</summary>
    public static float[] Noise(int length, int seed)
    {
        var random = new Random(seed);
        var samples = new float[length];
        foreach (ref var sample in samples.AsSpan())
            sample = (random.NextSingle() * 2) - 1;
        return samples;
    }

    /// <summary>Even in −1 to 1 in both parts.</summary>
    public static Complex32[] ComplexNoise(int length, int seed)
    {
        var (re, im) = (Noise(length, seed), Noise(length, seed + 1));
        return [.. re.Zip(im, (a, b) => new Complex32(a, b))];
    }

    /// <summary>Cuts 0 to length into pieces of 0 to longest.</summary>
    public static IEnumerable<Range> Cuts(int length, int longest, int seed)
    {
        var random = new Random(seed);
        for (var at = 0; at < length;)
        {
            var n = Math.Min(random.Next(0, longest + 1), length - at);
            yield return at..(at + n);
            at += n;
        }
    }

    /// <summary>Bytes that an action allocates on this thread each time, after a first run for what is only run once in a process.</summary>
    public static long Allocated(Action action) => Allocated(() => action);

    /// <summary>Bytes that a newly prepared action allocates on this thread each time.</summary>
    /// <remarks>The least of ten runs: a garbage collection that another test causes retires this thread's allocation buffer, and what was left of it, up to 8 KiB, counts.</remarks>
    public static long Allocated(Func<Action> prepare)
    {
        prepare()();
        var least = long.MaxValue;
        for (var run = 0; run < 10 && least > 0; run++)
        {
            var action = prepare();
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
