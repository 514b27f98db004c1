using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>The part of a recording that <c>--auto</c> looks at: all of it where it is short, else sixteen stretches.</summary>
/// <remarks>Of the stretches, half are the most unusual ones (<see cref="AutoSurvey"/>), since a signal may be there for a second only, and half lie evenly, since it may be there always.</remarks>
public sealed record AutoExcerpt(SampleKind Kind, double SampleRateHz, IReadOnlyList<AutoStretch> Stretches)
{
    /// <summary>Most samples of audio that are looked at: 175 s at 48 kHz.</summary>
    public const int MostAudio = 1 << 23;

    /// <summary>Most complex samples that are looked at: 128 MiB of memory.</summary>
    public const int MostIq = 1 << 24;

    private const int Stretches16 = 16;

    /// <summary>How much it is, s.</summary>
    public double Seconds => Stretches.Sum(s => (double)s.Length) / SampleRateHz;

    /// <summary>Most samples that are looked at of such a recording.</summary>
    public static int Most(SampleKind kind) => kind == SampleKind.Audio ? MostAudio : MostIq;

    /// <summary>Takes the excerpt out of a file, which is read once where it is short, else twice.</summary>
    /// <param name="open">Opens the file at its beginning.</param>
    /// <param name="most">Most samples to be taken; null means <see cref="Most"/>.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static AutoExcerpt Of(Func<ISampleReader> open, int? most = null)
    {
        using var reader = open();
        var limit = most ?? Most(reader.Kind);
        var head = Read(reader, 0, limit + 1);
        if (head.Length <= limit)
            return new AutoExcerpt(reader.Kind, reader.SampleRateHz, [head]);
        var length = limit / Stretches16;
        return Pick(open, length, Choose(AutoSurvey.Of(open, length)));
    }

    /// <summary>The beginning of a stream that can be read once only.</summary>
    public static AutoExcerpt OfBeginning(ISampleReader reader) =>
        new(reader.Kind, reader.SampleRateHz, [Read(reader, 0, Most(reader.Kind))]);

    /// <summary>The most unusual half and an even half.</summary>
    private static bool[] Choose(IReadOnlyList<double> unusual)
    {
        var chosen = new bool[unusual.Count];
        foreach (var at in Enumerable.Range(0, unusual.Count).OrderByDescending(i => unusual[i]).Take(Stretches16 / 2))
            chosen[at] = true;
        for (var i = 0; i < Stretches16 / 2; i++)
            chosen[((2 * i) + 1) * unusual.Count / Stretches16] = true;
        return chosen;
    }

    private static AutoExcerpt Pick(Func<ISampleReader> open, int length, bool[] chosen)
    {
        using var reader = open();
        var stretches = new List<AutoStretch>();
        for (var i = 0; i < chosen.Length;)
        {
            var until = i + 1;
            while (until < chosen.Length && chosen[until] == chosen[i])
                until++;
            var first = (long)i * length;
            if (chosen[i])
                stretches.Add(Read(reader, first, (until - i) * length));
            else
                Pass(reader, (long)(until - i) * length);
            i = until;
        }
        stretches.RemoveAll(s => s.Length == 0);
        return new AutoExcerpt(reader.Kind, reader.SampleRateHz, stretches);
    }

    private static AutoStretch Read(ISampleReader reader, long first, int count)
    {
        if (reader.TotalSamples is { } total)
            count = (int)Math.Clamp(total - first, 0, count);
        if (reader.Kind == SampleKind.Audio)
        {
            var audio = new float[count];
            return new AutoStretch(first, Cut(audio, reader.Read(audio)), []);
        }
        var iq = new Complex32[count];
        return new AutoStretch(first, [], Cut(iq, reader.Read(iq)));
    }

    private static T[] Cut<T>(T[] samples, int count) => count == samples.Length ? samples : samples[..count];

    private static void Pass(ISampleReader reader, long count)
    {
        var audio = new float[reader.Kind == SampleKind.Audio ? 1 << 16 : 0];
        var iq = new Complex32[reader.Kind == SampleKind.Iq ? 1 << 16 : 0];
        while (count > 0)
        {
            var n = (int)Math.Min(count, 1 << 16);
            var read = reader.Kind == SampleKind.Audio ? reader.Read(audio.AsSpan(0, n)) : reader.Read(iq.AsSpan(0, n));
            if (read == 0)
                return;
            count -= read;
        }
    }
}
