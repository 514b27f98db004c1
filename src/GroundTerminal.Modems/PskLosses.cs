using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What a receiving filter costs of Es/N0.</summary>
/// <param name="Noise">Noise behind it over that behind a matched filter, both beside the same signal.</param>
/// <param name="Neighbours">What the other symbols add to a rail, as a share of its power.</param>
internal readonly record struct PskLosses(double Noise, double Neighbours)
{
    private const int PerSymbol = 16, Symbols = 512;

    /// <summary>None: a matched filter, behind which symbols do not touch.</summary>
    public static PskLosses None => new(1, 0);

    /// <summary>Of GMSK, whose bits are not linear pulses alone: measured on symbols without noise, by the moments that <see cref="PskLevels"/> uses.</summary>
    /// <param name="filter">Response, t in symbols of two bits.</param>
    /// <param name="halfSpan">Beyond so many symbols it is 0.</param>
    /// <param name="gain">What it makes of a pulse.</param>
    /// <param name="bt">Bandwidth-time product.</param>
    public static PskLosses OfGmsk(Func<double, double> filter, double halfSpan, double gain, double bt)
    {
        var reach = (int)(halfSpan * PerSymbol);
        var taps = new double[(2 * reach) + 1];
        var squares = 0.0;
        for (var i = 0; i < taps.Length; i++)
        {
            taps[i] = filter((double)(i - reach) / PerSymbol);
            squares += taps[i] * taps[i] / PerSymbol;
        }
        var (bits, random) = (new byte[2 * Symbols], new Random(1));
        random.NextBytes(bits);
        var modulator = new GmskModulator(new ModulatorOptions { SampleRateHz = PerSymbol, BaudRate = 2, GaussianBt = bt });
        var samples = new Complex32[modulator.MaxOutput(bits.Length)];
        samples = samples[..modulator.Process([.. bits.Select(b => (byte)(b & 1))], samples)];
        var least = double.PositiveInfinity;
        for (var phase = 0; phase < PerSymbol; phase++)
            least = Math.Min(least, Neighbourly(samples, taps, phase));
        return new PskLosses(0.5 * squares / (gain * gain), least);
    }

    /// <summary>The share at one instant of the symbol; only that in the middle of the real rail's symbols counts.</summary>
    private static double Neighbourly(ReadOnlySpan<Complex32> samples, double[] taps, int phase)
    {
        var (second, fourth, count) = (0.0, 0.0, 0);
        for (var at = phase + (2 * PerSymbol); at + taps.Length <= samples.Length; at += PerSymbol, count++)
        {
            var sum = 0.0;
            for (var i = 0; i < taps.Length; i++)
                sum += taps[i] * samples[at + i].Re;
            (second, fourth) = (second + (sum * sum), fourth + (sum * sum * sum * sum));
        }
        var signal = PskLevels.RailPower(second / count, fourth / count);
        return signal > 0 ? Math.Max(0, (second / count / signal) - 1) : double.PositiveInfinity;
    }
}
