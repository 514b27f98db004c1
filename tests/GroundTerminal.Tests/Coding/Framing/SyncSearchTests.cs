using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Tests.Coding.Framing;

public class SyncSearchTests
{
    /// <summary>Words of all lengths, strict and loose; cuts of all lengths; the plain form counts wrong signs place by place.</summary>
    [Fact]
    public void All_forms_find_the_same_places()
    {
        var random = new Random(1);
        for (var trial = 0; trial < 300; trial++)
        {
            var word = new SyncWord((ulong)random.NextInt64(), random.Next(8, 65), Math.Pow(10, -1 - (6 * random.NextDouble())) * 0.9);
            var symbols = FramingLoop.Noise(2000, trial);
            Plant(word, symbols, random);
            var (search, found) = (new SyncSearch(word), new ulong[SyncSearch.Words]);
            for (var at = 0; at < symbols.Length;)
            {
                var count = Math.Min(symbols.Length - at, trial % 3 == 0 ? SyncSearch.Block : random.Next(1, SyncSearch.Block + 1));
                if (random.Next(9) == 0)
                    search.GoTo(symbols.AsSpan(0, at));
                search.Find(symbols.AsSpan(0, at + count), count, found);
                for (var i = 0; i < SyncSearch.Block; i++)
                {
                    var end = at + i + 1;
                    var isThere = i < count && end >= word.Length && IsThere(word, symbols.AsSpan(end - word.Length, word.Length));
                    // places where ρ is below the threshold may be left out
                    if (isThere || ((found[i / 64] >> (i % 64)) & 1) != 0)
                        Assert.True(end < word.Length || i >= count ? i < count : IsThere(word, symbols.AsSpan(end - word.Length, word.Length)), $"{trial} {end}");
                    if (isThere && Math.Abs(word.Correlate(symbols.AsSpan(end - word.Length, word.Length))) >= word.Threshold)
                        Assert.True(((found[i / 64] >> (i % 64)) & 1) != 0, $"{trial} {end} is missed");
                }
                at += count;
            }
        }
    }

    private static bool IsThere(SyncWord word, ReadOnlySpan<float> symbols)
    {
        var wrong = 0;
        for (var i = 0; i < symbols.Length; i++)
            wrong += symbols[i] > 0 != (((word.Pattern >> (word.Length - 1 - i)) & 1) != 0) ? 1 : 0;
        return wrong <= word.MaxErrors || wrong >= word.Length - word.MaxErrors;
    }

    private static void Plant(SyncWord word, float[] symbols, Random random)
    {
        var hard = new byte[word.Length];
        word.Write(hard);
        for (var n = 0; n < 20; n++)
        {
            var (at, sign) = (random.Next(symbols.Length - word.Length), random.Next(2) == 0 ? 1 : -1);
            for (var i = 0; i < hard.Length; i++)
                symbols[at + i] = sign * (hard[i] != 0 ? 1 : -1) * (random.Next(40) == 0 ? -0.2f : 1);
        }
    }
}
