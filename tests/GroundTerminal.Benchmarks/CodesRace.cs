using System.Numerics;

namespace GroundTerminal.Benchmarks;

/// <summary>What our decoder and the peer's make of the same noisy code words.</summary>
/// <param name="Words">Noisy words.</param>
/// <param name="Ours">Of which ours did not give the data.</param>
/// <param name="Peers">Of which the peer's did not.</param>
/// <param name="Differing">Of which one did and the other did not.</param>
/// <param name="OurBits">Wrong data bits of ours.</param>
/// <param name="PeersBits">Wrong data bits of the peer's.</param>
/// <param name="Clean">Whether words without noise came back from the peer.</param>
internal sealed record CodesRace(int Words, int Ours, int Peers, int Differing, long OurBits, long PeersBits, bool Clean)
{
    /// <summary>Standard deviations that a count may be off.</summary>
    private const double Sure = 2;

    /// <summary>Losses below which counts tell nothing.</summary>
    private const int Fewest = 3;

    /// <summary>Halves with a process of the peer each; the words are the same on every machine.</summary>
    private const int Halves = 2;

    /// <param name="c">The code.</param>
    /// <param name="ebN0Db">Eb/N0 of the words.</param>
    /// <param name="words">How many.</param>
    /// <param name="seed">Of data and noise.</param>
    /// <param name="withPeer">Whether the peer is there.</param>
    public static CodesRace Run(CodesCase c, double ebN0Db, int words, int seed, bool withPeer)
    {
        var halves = new CodesRace[Halves];
        Parallel.For(0, Halves, half => halves[half] = RunHalf(c, ebN0Db, (words + half) / Halves, (Halves * seed) + half, withPeer));
        return halves.Aggregate(static (a, b) =>
            new(a.Words + b.Words, a.Ours + b.Ours, a.Peers + b.Peers, a.Differing + b.Differing, a.OurBits + b.OurBits, a.PeersBits + b.PeersBits, a.Clean && b.Clean));
    }

    /// <summary>Our loss by the slope between two races of the peer, how much of it the counts do not tell, and what it surely is; null where they are too small.</summary>
    /// <param name="first">At the lower Eb/N0.</param>
    /// <param name="second">At the higher.</param>
    /// <param name="stepDb">Between them.</param>
    public (double Db, double Error, double Least)? Loss(CodesRace first, CodesRace second, double stepDb)
    {
        if (Math.Max(Ours, Peers) < Fewest || first.Peers < Fewest)
            return null;
        var slope = Math.Log10(first.Rate / second.Rate) / stepDb;
        if (slope <= 0)
            return null;
        var steepest = slope + (Sure * Math.Sqrt((1.0 / first.Peers) + (1.0 / Math.Max(second.Peers, 1))) / Math.Log(10) / stepDb);
        var (peers, spread) = (Math.Max(Peers, 1.0), Sure * Math.Sqrt(Math.Max(Differing, 1)));
        var (ratio, least, most) = (Math.Max(Ours, 0.5) / peers, Math.Max(Ours - spread, 0.5) / peers, (Ours + spread) / peers);
        return (Math.Log10(ratio) / slope, Math.Log10(most / ratio) / slope, Math.Log10(least) / steepest);
    }

    private double Rate => Math.Max(Peers, 1.0) / Words;

    private static CodesRace RunHalf(CodesCase c, double ebN0Db, int words, int seed, bool withPeer)
    {
        var (random, encoder, decoder) = (new Random(seed), CodesWords.Encoder(c), CodesWords.Decoder(c));
        var (data, decoded, bits, symbols, ours) = (new byte[c.DataBits / 8], new byte[c.DataBits / 8], new byte[c.CodeBits], new float[c.CodeBits], new int[words + 1]);
        using var peer = withPeer ? new CodesPeer(c, ebN0Db) : null;
        for (var i = 0; i <= words; i++)
        {
            random.NextBytes(data);
            encoder(data, bits);
            CodesBenchmark.AddNoise(bits, symbols, i == 0 ? double.PositiveInfinity : c.EsN0Db(ebN0Db), random);
            peer?.Write(data, symbols);
            decoder(symbols, decoded);
            for (var j = 0; j < data.Length; j++)
                ours[i] += BitOperations.PopCount((uint)(data[j] ^ decoded[j]));
        }
        var theirs = peer?.Finish() ?? new int[words + 1];
        if (theirs.Length != ours.Length)
            throw new InvalidOperationException($"The peer answered {theirs.Length} of {ours.Length} words.");
        var (lost, peersLost, differing, ourBits, peersBits) = (0, 0, 0, 0L, 0L);
        for (var i = 1; i <= words; i++)
        {
            (lost, peersLost) = (lost + (ours[i] > 0 ? 1 : 0), peersLost + (theirs[i] > 0 ? 1 : 0));
            differing += ours[i] > 0 != theirs[i] > 0 ? 1 : 0;
            (ourBits, peersBits) = (ourBits + ours[i], peersBits + theirs[i]);
        }
        return new(words, lost, peersLost, differing, ourBits, peersBits, ours[0] == 0 && theirs[0] == 0);
    }
}
