using System.Text;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>Which candidates are transmissions of their own, and which only another view of the same.</summary>
/// <remarks>The best candidate is taken; frames of others at the same time and place then no longer count; and again, until none has evidence enough.</remarks>
public static class AutoChoice
{
    /// <summary>Candidates with so much of the best one's evidence are compared by what else is known.</summary>
    private const double Rival = 0.85;

    /// <summary>Overheads and Es/N0 that differ by less are equal.</summary>
    private const double OverheadSymbols = 6, SnrStepDb = 1.5;

    /// <param name="candidates">All that found frames.</param>
    /// <param name="popularity">How many transmitters are known that are such.</param>
    /// <returns>The transmissions, that with the most evidence first, each with the frames that are its own.</returns>
    public static IReadOnlyList<AutoCandidate> Of(IEnumerable<AutoCandidate> candidates, Func<AutoCandidate, int> popularity)
    {
        var left = candidates.ToList();
        var chosen = new List<AutoCandidate>();
        while (true)
        {
            left.RemoveAll(c => c.Frames.Count == 0 || c.EvidenceBits < AutoEvidence.LikelyBits);
            if (left.Count == 0)
                return chosen;
            var most = left.Max(c => c.EvidenceBits);
            var best = left.Where(c => c.EvidenceBits >= Rival * most).Aggregate((a, b) => Better(b, a, popularity) ? b : a);
            chosen.Add(best);
            left = [.. left.Where(c => c != best).Select(c => c with { Frames = [.. c.Frames.Where(f => !best.Frames.Any(g => f.Overlaps(g) && SamePlace(c, f, best, g)))] })];
        }
    }

    /// <summary>Two signals may be on the air at a time where their carriers are further apart than the faster one's symbol rate.</summary>
    private static bool SamePlace(AutoCandidate a, AutoFrame f, AutoCandidate b, AutoFrame g) =>
        Math.Abs(f.FrequencyHz - g.FrequencyHz) < Math.Max(a.Hypothesis.BaudRate, b.Hypothesis.BaudRate);

    private static bool Better(AutoCandidate a, AutoCandidate b, Func<AutoCandidate, int> popularity)
    {
        if (FromBelowZero(a) != FromBelowZero(b))
            return FromBelowZero(b);
        if (Math.Abs(a.Overhead - b.Overhead) > OverheadSymbols)
            return a.Overhead > b.Overhead;
        if (Math.Abs(a.EvidenceBits - b.EvidenceBits) > 1)
            return a.EvidenceBits > b.EvidenceBits;
        if (a.Hypothesis.Measured != b.Hypothesis.Measured)
            return b.Hypothesis.Measured;
        if (Math.Abs(a.ClockPpm - b.ClockPpm) > 1000)
            return a.ClockPpm < b.ClockPpm;
        if (HearsCallSign(a) != HearsCallSign(b))
            return HearsCallSign(a);
        if (Math.Abs(a.SnrDb - b.SnrDb) > SnrStepDb)
            return a.SnrDb > b.SnrDb;
        return popularity(a) > popularity(b);
    }

    /// <summary>The framing was told a call sign, and there it is.</summary>
    private static bool HearsCallSign(AutoCandidate candidate) =>
        candidate.Framing.Choice.Options.Callsign is { Length: > 2 } sign && candidate.Frames.Any(f => f.Payload.AsSpan().IndexOf(Encoding.ASCII.GetBytes(sign)) >= 0);

    /// <summary>The symbols of an FM receiver, seen as a carrier's, seem to have that carrier at about half the symbol rate: a real one there would reach below 0 Hz.</summary>
    private static bool FromBelowZero(AutoCandidate candidate) =>
        candidate.Band.Kind == SampleKind.Audio && candidate.Hypothesis.Modulation.Contains("PSK", StringComparison.Ordinal) && candidate.FrequencyHz < 0.55 * candidate.Hypothesis.BaudRate;
}
