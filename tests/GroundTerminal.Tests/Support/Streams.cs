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

    /// <summary>Bytes that a second run of an action allocates on this thread (the first one runs what is only run once).</summary>
    public static long Allocated(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
