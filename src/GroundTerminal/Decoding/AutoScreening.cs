using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>The cheap look at all hypotheses: which of them make symbols out of a band's samples.</summary>
public static class AutoScreening
{
    /// <summary>Above this the best windows of a hypothesis are a signal, dB of <see cref="SymbolQuality.MeritDb"/>. White and FM noise stay below −0.5 dB, over minutes too.</summary>
    public const double SignalDb = 2.5;

    /// <summary>Share of the windows that are taken for the signal, at the least two.</summary>
    private const double BestShare = 0.05;

    private const int Block = 1 << 16;

    /// <summary>Looks at each hypothesis that the sample rate allows.</summary>
    /// <returns>Best first.</returns>
    public static IReadOnlyList<AutoScreened> Run(AutoBand band, IEnumerable<AutoHypothesis> hypotheses, CancellationToken cancellation)
    {
        var results = new List<AutoScreened>();
        Parallel.ForEach(hypotheses.Where(h => Fits(h, band)), new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, hypothesis =>
        {
            if (Look(band, hypothesis) is not { } screened)
                return;
            lock (results)
                results.Add(screened);
        });
        return [.. results.OrderByDescending(r => r.MeritDb).ThenBy(r => r.Hypothesis.Modulation, StringComparer.Ordinal).ThenBy(r => r.Hypothesis.BaudRate)];
    }

    /// <summary>Whether a receiver can be built for it.</summary>
    public static bool Fits(AutoHypothesis hypothesis, AutoBand band)
    {
        const double LeastSamplesPerSymbol = 2.2, MostSamplesPerSymbol = 20_000;
        var halves = hypothesis.Modulation.EndsWith("Manchester", StringComparison.Ordinal) ? 2 : 1;
        var perSymbol = band.SampleRateHz / hypothesis.BaudRate;
        var tones = hypothesis.AudioCarrierHz + hypothesis.DeviationHz ?? 0;
        return perSymbol >= LeastSamplesPerSymbol * halves && perSymbol <= MostSamplesPerSymbol && hypothesis.BaudRate >= 50
            && 2 * (tones + (band.Kind == SampleKind.Iq ? hypothesis.FmDeviationHz ?? 0 : 0)) < band.SampleRateHz;
    }

    private static AutoScreened? Look(AutoBand band, AutoHypothesis hypothesis)
    {
        var probe = new SymbolProbe(hypothesis.ToReceiver(band));
        foreach (var stretch in band.Stretches)
        {
            for (var at = 0; at < stretch.Length; at += Block)
            {
                var count = Math.Min(Block, stretch.Length - at);
                if (band.Kind == SampleKind.Audio)
                    probe.Process(stretch.Audio.AsSpan(at, count));
                else
                    probe.Process(stretch.Iq.AsSpan(at, count));
            }
            probe.Flush();
        }
        var windows = probe.Windows.Where(w => float.IsFinite(w.MeritDb)).OrderByDescending(w => w.MeritDb).ToArray();
        return windows.Length == 0 ? null : Judge(hypothesis, windows[..Math.Min(windows.Length, Math.Max(2, (int)(windows.Length * BestShare)))], band);
    }

    private static AutoScreened Judge(AutoHypothesis hypothesis, SymbolQuality[] best, AutoBand band) => new(
        hypothesis,
        best.Average(w => w.MeritDb),
        best.Average(w => w.EsN0Db),
        best.Average(w => w.Pairing),
        best.Average(w => w.Changes),
        Median(best, w => w.BaudRate),
        Median(best, w => w.FrequencyHz) + band.ShiftHz);

    private static double Median(SymbolQuality[] windows, Func<SymbolQuality, double> of) => windows.Select(of).Order().ElementAt(windows.Length / 2);
}
