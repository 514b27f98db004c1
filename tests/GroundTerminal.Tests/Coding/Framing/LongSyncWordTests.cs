using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Tests.Coding.Framing;

/// <summary>Sync words of more than 64 symbols.</summary>
public class LongSyncWordTests
{
    /// <summary>The rate of false alarms within a factor of 2, and where the marker is, at the Es/N0 of the code that it belongs to.</summary>
    [Theory]
    [InlineData("1/3", -4.3, 5e-5)]
    [InlineData("1/4", -5.6, 3e-5)]
    [InlineData("1/6", -7.7, 3e-5)]
    public void Markers_are_found_in_the_noise_of_their_codes(string rate, double esN0Db, double falseAlarmRate)
    {
        var word = CcsdsCodeword.Marker(rate);
        Assert.Equal(falseAlarmRate, word.FalseAlarmRate);
        const int Gap = 1000, Markers = 400;
        var (symbols, marker, random) = (new List<byte>(), new byte[word.Length], new Random(1));
        word.Write(marker);
        for (var i = 0; i < Markers; i++)
        {
            symbols.AddRange(Enumerable.Range(0, Gap).Select(_ => (byte)random.Next(2)));
            symbols.AddRange(marker);
        }
        var found = Find(word, FramingLoop.Noisy(symbols, esN0Db, -1, 3), new Random(2));
        Assert.InRange(Enumerable.Range(1, Markers).Count(i => found.Contains(i * (Gap + word.Length))), Markers - 6, Markers);
        var alarms = Find(word, FramingLoop.Noise(1_000_000, 5), new Random(3)).Count;
        Assert.InRange(alarms, 0.3e6 * falseAlarmRate, 2e6 * falseAlarmRate);
    }

    [Theory]
    [InlineData(68)]
    [InlineData(128)]
    [InlineData(252)]
    [InlineData(256)]
    public void The_fast_look_finds_what_the_correlation_finds(int length)
    {
        var random = new Random(length);
        var hex = string.Concat(Enumerable.Range(0, length / 4).Select(_ => "0123456789ABCDEF"[random.Next(16)]));
        var (word, pattern, symbols) = (SyncWord.Parse("0x" + hex, 1e-3), new byte[length], new List<byte>());
        Assert.Equal((length, length), (word.Length, word.Write(pattern)));
        Assert.Equal(hex, string.Concat(pattern.Chunk(4).Select(c => "0123456789ABCDEF"[(c[0] << 3) | (c[1] << 2) | (c[2] << 1) | c[3]])));
        for (var i = 0; i < 50; i++)
            symbols.AddRange([.. Enumerable.Range(0, random.Next(300)).Select(_ => (byte)random.Next(2)), .. pattern]);
        var stream = FramingLoop.Noisy(symbols, -2, 1, 3);
        var found = Find(word, stream, random);
        Assert.Equal(found, Find(word, stream, new Random(9)));
        var direct = Enumerable.Range(length, stream.Length - length + 1).Where(end => Math.Abs(word.Correlate(stream.AsSpan(end - length, length))) >= word.Threshold).ToHashSet();
        Assert.Empty(found.Except(direct));
        Assert.InRange(direct.Except(found).Count(), 0, direct.Count / 30);
        Assert.Equal(word.Threshold, word.WithRate(1e-3).Threshold);
    }

    /// <summary>Ends of words, searched in blocks of random lengths.</summary>
    private static HashSet<int> Find(SyncWord word, float[] symbols, Random random)
    {
        var (search, places, found) = (new SyncSearch(word), new ulong[SyncSearch.Words], new HashSet<int>());
        for (var at = 0; at < symbols.Length;)
        {
            var count = Math.Min(symbols.Length - at, random.Next(1, SyncSearch.Block + 1));
            search.Find(symbols.AsSpan(0, at + count), count, places);
            for (var i = 0; i < count; i++)
            {
                if (((places[i / 64] >> (i % 64)) & 1) != 0 && at + i + 1 >= word.Length && Math.Abs(word.Correlate(symbols.AsSpan(at + i + 1 - word.Length, word.Length))) >= word.Threshold)
                    found.Add(at + i + 1);
            }
            at += count;
        }
        return found;
    }
}
