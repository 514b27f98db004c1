using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What a symbol looks like on the channel, and the filter that receives it.</summary>
/// <param name="Sent">The pulse sent, t in symbols from its middle.</param>
/// <param name="Filter">The receiving filter's response, t in symbols from its middle: symmetric or not, it is correlated with the signal.</param>
/// <param name="HalfSpan">Beyond so many symbols from the middle both are 0.</param>
internal sealed record PskPulse(Func<double, double> Sent, Func<double, double> Filter, double HalfSpan)
{
    private const int Grid = 96;
    private const int GaussianLength = 5;

    /// <summary>Root-raised-cosine; the tails are tapered over the last quarter, as their end would else ring.</summary>
    public static PskPulse RootRaisedCosine(double rollOff)
    {
        var half = rollOff < 0.3 ? 11.0 : 8.0;
        double Taper(double t) => Math.Abs(t) < 0.75 * half ? 1 : Math.Abs(t) >= half ? 0 : 0.5 + (0.5 * Math.Cos(Math.PI * ((Math.Abs(t) / half) - 0.75) / 0.25));
        double Pulse(double t) => FilterDesign.RootRaisedCosineAt(t, rollOff) * Taper(t);
        return new PskPulse(t => FilterDesign.RootRaisedCosineAt(t, rollOff), Pulse, half);
    }

    /// <summary>A rectangle of one symbol, or with Manchester code its two opposite halves; a sample that an edge falls into counts in part.</summary>
    public static PskPulse Rectangle(double samplesPerSymbol, bool manchester)
    {
        double Box(double t, double width) => Math.Clamp(((width / 2) - Math.Abs(t)) * samplesPerSymbol + 0.5, 0, 1);
        double Pulse(double t) => manchester ? Box(t + 0.25, 0.5) - Box(t - 0.25, 0.5) : Box(t, 1);
        return new PskPulse(Pulse, Pulse, 0.5 + (0.5 / samplesPerSymbol) + 1e-6);
    }

    /// <summary>
    /// GMSK as offset keying with symbols of two bits: the first pulse of Laurent's decomposition (P. Laurent, IEEE Trans. Commun. 34 (1986) 150), received through its
    /// matched filter and a Wiener equaliser for what the pulses of one rail do to each other (CCSDS 413.0-G-3, annex; G. Kaleh, IEEE J. Sel. Areas Commun. 7 (1989)).
    /// </summary>
    public static PskPulse Gaussian(double bt)
    {
        var phase = GaussianPhase(bt);
        double Sine(double bits) => bits <= 0 || bits >= 2 * GaussianLength ? 0
            : Math.Sin(Math.PI / 2 * (bits < GaussianLength ? phase(bits) : 1 - phase(bits - GaussianLength)));
        double First(double t)
        {
            // t in symbols of two bits from the middle; the pulse is L + 1 bits long.
            var bits = (2 * t) + ((GaussianLength + 1) / 2.0);
            if (bits <= 0 || bits >= GaussianLength + 1)
                return 0;
            var product = 1.0;
            for (var i = 0; i < GaussianLength; i++)
                product *= Sine(bits + i);
            return product;
        }
        var weights = WienerWeights(First, (GaussianLength + 1) / 4.0);
        var reach = weights.Length / 2;
        double Filter(double t)
        {
            var sum = 0.0;
            for (var j = -reach; j <= reach; j++)
                sum += weights[j + reach] * First(t - j);
            return sum;
        }
        var pulse = new PskPulse(First, Filter, ((GaussianLength + 1) / 4.0) + reach);
        return pulse with { Losses = PskLosses.OfGmsk(Filter, pulse.HalfSpan, pulse.Through(0), bt) };
    }

    /// <summary>What the filter costs of Es/N0.</summary>
    public PskLosses Losses { get; private init; } = PskLosses.None;

    /// <summary>What the filter gives so many symbols from a pulse's middle.</summary>
    public double Through(double t)
    {
        var sum = 0.0;
        for (var i = (int)(-HalfSpan * Grid); i <= HalfSpan * Grid; i++)
        {
            var u = (double)i / Grid;
            if (Math.Abs(u + t) <= HalfSpan + 0.5)
                sum += Filter(u) * Sent(u + t);
        }
        return sum / Grid;
    }

    /// <summary>Integral of the Gaussian frequency pulse over so many bits since its beginning, 0 to 1.</summary>
    private static Func<double, double> GaussianPhase(double bt)
    {
        const int Steps = 4096;
        var sums = new double[Steps + 1];
        var scale = 2 * Math.PI * bt / Math.Sqrt(2 * Math.Log(2));
        double Frequency(double t) => Normal(scale * (t + 0.5)) - Normal(scale * (t - 0.5));
        for (var i = 1; i <= Steps; i++)
            sums[i] = sums[i - 1] + Frequency(((i - 0.5) * GaussianLength / Steps) - (GaussianLength / 2.0));
        return t =>
        {
            var at = Math.Clamp(t / GaussianLength, 0, 1) * Steps;
            var low = Math.Min((int)at, Steps - 1);
            return (sums[low] + ((at - low) * (sums[low + 1] - sums[low]))) / sums[Steps];
        };
    }

    /// <summary>Φ(x), by Simpson's rule: the tables are made once.</summary>
    private static double Normal(double x)
    {
        const int Steps = 64;
        x = Math.Clamp(x, -8, 8);
        var (h, sum) = (x / Steps, 0.0);
        for (var i = 0; i <= Steps; i++)
            sum += Math.Exp(-0.5 * (i * h) * (i * h)) * (i == 0 || i == Steps ? 1 : i % 2 == 1 ? 4 : 2);
        return 0.5 + (sum * h / 3 / Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Solves (R + σ²)w = e₀ for seven taps a symbol apart, R the pulse's correlation with its neighbours, σ² for 10 dB.</summary>
    private static double[] WienerWeights(Func<double, double> pulse, double half)
    {
        const int Reach = 3;
        const double NoiseToSymbol = 0.1;
        var correlation = new double[(2 * Reach) + 1];
        for (var lag = 0; lag < correlation.Length; lag++)
        {
            for (var i = (int)(-half * Grid); i <= half * Grid; i++)
                correlation[lag] += pulse((double)i / Grid) * pulse(((double)i / Grid) + lag);
        }
        var n = (2 * Reach) + 1;
        var matrix = new double[n, n + 1];
        for (var r = 0; r < n; r++)
        {
            for (var c = 0; c < n; c++)
                matrix[r, c] = (correlation[Math.Abs(r - c)] / correlation[0]) + (r == c ? NoiseToSymbol : 0);
        }
        matrix[Reach, n] = 1;
        for (var p = 0; p < n; p++)
        {
            for (var r = 0; r < n; r++)
            {
                if (r == p)
                    continue;
                var factor = matrix[r, p] / matrix[p, p];
                for (var c = p; c <= n; c++)
                    matrix[r, c] -= factor * matrix[p, c];
            }
        }
        var weights = new double[n];
        for (var r = 0; r < n; r++)
            weights[r] = matrix[r, n] / matrix[r, r];
        return weights;
    }
}
