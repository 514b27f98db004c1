using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>Finds out what a recording holds: screens all hypotheses band by band, receives the best of them with all framings at once, and weighs the frames.</summary>
/// <remarks>What it costs is bounded: an excerpt of <see cref="AutoExcerpt.Most"/> samples, at most <see cref="MostBands"/> bands, all hypotheses screened and <see cref="MostTrials"/> receivers a band.</remarks>
/// <param name="catalog">What is tried.</param>
/// <param name="offsetHz">Where the carrier is, Hz; null where that is to be found.</param>
/// <param name="bandwidthHz">Width that it is searched in, Hz.</param>
public sealed class AutoSearch(AutoCatalog catalog, double? offsetHz = null, double? bandwidthHz = null)
{
    /// <summary>Most receivers that are tried in a band.</summary>
    public const int MostTrials = 10;

    /// <summary>Most bands of a complex recording that are looked at.</summary>
    public const int MostBands = 6;

    /// <summary>So many are tried however little they look like a signal, since codes reach further down than eyes; the rest must reach <see cref="FaintDb"/>.</summary>
    private const int TriedAnyway = 4;

    private const double FaintDb = -0.5;

    /// <summary>Every two symbols equal, or different, by more than this: half the rate is tried too.</summary>
    private const double Paired = 0.5;

    /// <summary>Runs.</summary>
    /// <param name="excerpt">What is looked at.</param>
    /// <param name="progress">Called with what is done now and how much of all is done, 0 to 1.</param>
    /// <param name="cancellation">Ends it with <see cref="OperationCanceledException"/>.</param>
    public IReadOnlyList<AutoFinding> Run(AutoExcerpt excerpt, Action<string, double> progress, CancellationToken cancellation)
    {
        var bands = AutoBands.Of(excerpt, MostBands, offsetHz, bandwidthHz);
        var screened = new List<(AutoBand Band, IReadOnlyList<AutoScreened> Results)>();
        var candidates = new List<AutoCandidate>();
        foreach (var band in bands)
        {
            progress("screening", screened.Count / (double)bands.Count);
            var results = AutoScreening.Run(band, [.. catalog.Hypotheses.Concat(AutoRates.Further(band, catalog.Hypotheses)).Distinct()], cancellation);
            screened.Add((band, results));
            progress("trying framings", (screened.Count - 0.7) / bands.Count);
            candidates.AddRange(Try(band, results, cancellation));
        }
        var chosen = AutoChoice.Of(candidates, c => catalog.Like(c.Hypothesis, c.Framing.Choice).Count());
        var findings = chosen.Select(Finding).ToList();
        findings.AddRange(screened.Where(s => !chosen.Any(c => c.Band == s.Band)).Select(Unread).OfType<AutoFinding>());
        return findings;
    }

    private List<AutoCandidate> Try(AutoBand band, IReadOnlyList<AutoScreened> results, CancellationToken cancellation)
    {
        var (candidates, checks) = (new List<AutoCandidate>(), 0L);
        Parallel.ForEach(Trials(band, results), new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, hypothesis =>
        {
            var (found, computed) = AutoTrial.Run(hypothesis, band, catalog.Framings);
            lock (candidates)
            {
                candidates.AddRange(found);
                checks += computed;
            }
        });
        // Not in the order in which the threads came in.
        return [.. candidates.OrderBy(c => c.Hypothesis.ToString(), StringComparer.Ordinal).ThenBy(c => c.Framing.ToString(), StringComparer.Ordinal).Select(c => AutoEvidence.Weigh(c, checks))];
    }

    /// <summary>The best hypotheses, and what their symbols' pairing hints at.</summary>
    private static IReadOnlyList<AutoHypothesis> Trials(AutoBand band, IReadOnlyList<AutoScreened> results)
    {
        var trials = new List<AutoHypothesis>();
        for (var i = 0; i < results.Count; i++)
        {
            var result = results[i];
            if (i >= TriedAnyway && result.MeritDb < FaintDb)
                break;
            Add(result.Hypothesis);
            if (result.Pairing > Paired)
                Add(result.Hypothesis with { BaudRate = result.Hypothesis.BaudRate / 2 });
            if (result.Pairing < -Paired && result.Hypothesis.Modulation is "BPSK" or "DBPSK")
                Add(new AutoHypothesis(result.Hypothesis.Modulation + " Manchester", result.Hypothesis.BaudRate / 2));
        }
        return trials;

        void Add(AutoHypothesis hypothesis)
        {
            if (trials.Count < MostTrials && AutoScreening.Fits(hypothesis, band) && !trials.Contains(hypothesis))
                trials.Add(hypothesis);
        }
    }

    private AutoFinding Finding(AutoCandidate candidate) => new(
        candidate.Frames.Where(f => !f.Unchecked).Sum(f => f.EvidenceBits) >= AutoEvidence.CertainBits ? AutoConfidence.Certain : AutoConfidence.Likely,
        candidate.Hypothesis,
        candidate.Framing,
        candidate.Hypothesis.BaudRate * (1 + (candidate.Frames.Average(f => f.TimingPpm) * 1e-6)),
        Carrier(candidate.Hypothesis, candidate.Band, candidate.FrequencyHz),
        candidate.SnrDb,
        candidate.EvidenceBits,
        [.. catalog.Like(candidate.Hypothesis, candidate.Framing.Choice)])
    {
        OffsetHz = candidate.Band.CenterHz,
        BandwidthHz = candidate.Band.WidthHz,
    };

    /// <summary>What is in a band that no framing reads; null where it is noise.</summary>
    private static AutoFinding? Unread((AutoBand Band, IReadOnlyList<AutoScreened> Results) screened)
    {
        var signals = screened.Results.Where(r => r.IsModulated && r.MeritDb >= AutoScreening.SignalDb).ToArray();
        if (signals.Length == 0)
            return null;
        // A differential receiver's symbols are as good as those of one that is not, and say less.
        var best = signals.FirstOrDefault(r => !r.Hypothesis.Modulation.StartsWith('D') && r.MeritDb > signals[0].MeritDb - 3) ?? signals[0];
        var halved = best.Pairing > Paired;
        return new AutoFinding(
            AutoConfidence.SignalOnly, halved ? best.Hypothesis with { BaudRate = best.Hypothesis.BaudRate / 2 } : best.Hypothesis, null, halved ? best.BaudRate / 2 : best.BaudRate,
            Carrier(best.Hypothesis, screened.Band, best.FrequencyHz), best.EsN0Db, 0, [])
        {
            OffsetHz = screened.Band.CenterHz,
            BandwidthHz = screened.Band.WidthHz,
        };
    }

    private static double? Carrier(AutoHypothesis hypothesis, AutoBand band, double hz) => band.Kind == SampleKind.Audio && hypothesis.Modulation == "FSK" ? null : hz;
}
