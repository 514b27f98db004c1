using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Decoding;

/// <summary>Symbol rates that the catalogue does not have, from the signal itself.</summary>
public static class AutoRates
{
    private const int MostLines = 6;

    /// <summary>Hypotheses with rates that were measured and that none of those known comes near.</summary>
    public static IEnumerable<AutoHypothesis> Further(AutoBand band, IReadOnlyList<AutoHypothesis> known)
    {
        foreach (var rate in Measure(band))
        {
            foreach (var modulation in (string[])["FSK", "BPSK"])
            {
                if (!known.Any(k => k.Modulation == modulation && Math.Abs((k.BaudRate / rate) - 1) < AutoHypothesis.RateTolerance))
                    yield return new AutoHypothesis(modulation, rate) { Measured = true };
            }
        }
    }

    /// <summary>The strongest lines of the transitions in the FM demodulated signal, and of its envelope's power.</summary>
    private static IEnumerable<double> Measure(AutoBand band)
    {
        var (transitions, envelope) = (new SymbolRateSearch(band.SampleRateHz, envelope: false), new SymbolRateSearch(band.SampleRateHz, envelope: true));
        foreach (var stretch in band.Stretches)
        {
            var (baseband, power) = band.Kind == SampleKind.Audio ? (stretch.Audio, Array.ConvertAll(stretch.Audio, x => x * x)) : Demodulate(stretch.Iq);
            transitions.Process(baseband);
            envelope.Process(power);
        }
        return transitions.Find().Concat(envelope.Find()).OrderByDescending(l => l.ProminenceDb).Take(MostLines).Select(l => Math.Round(l.BaudRate, l.BaudRate < 1000 ? 1 : 0)).Distinct();
    }

    private static (float[] Baseband, float[] Power) Demodulate(Complex32[] iq)
    {
        var (re, im) = (Array.ConvertAll(iq, s => s.Re), Array.ConvertAll(iq, s => s.Im));
        var baseband = new float[iq.Length];
        new FmDiscriminator().Process(re, im, baseband);
        return (baseband, Array.ConvertAll(iq, s => s.MagnitudeSquared));
    }
}
