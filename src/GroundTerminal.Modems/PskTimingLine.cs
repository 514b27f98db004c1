namespace GroundTerminal.Modems;

/// <summary>The line at the symbol rate over a whole window: how early the instants are, and how far the clock is off.</summary>
/// <param name="pulse">What the line's strength depends on.</param>
internal sealed class PskTimingLine(PskPulse pulse)
{
    /// <summary>Most that a clock may be off.</summary>
    public const double MostClockError = 1.3e-3;
    private const int Block = 32;

    /// <summary>Beyond the logarithm of how many clocks are tried.</summary>
    private const double Certainty = 8;
    private readonly double[] _re = new double[PskAcquisition.MostSymbols / Block], _im = new double[PskAcquisition.MostSymbols / Block];
    private readonly (double Cosine, double Sine) _scale = PskTracker.TimingScales(pulse);

    /// <summary>Sums the line in blocks of 32 symbols.</summary>
    public void Plain(float[] onRe, float[] onIm, float[] midRe, float[] midIm, int symbols)
    {
        for (var b = 0; b < symbols / Block; b++)
        {
            float cosine = 0, sine = 0;
            for (var k = b * Block; k < (b + 1) * Block; k++)
            {
                cosine += (onRe[k] * onRe[k]) + (onIm[k] * onIm[k]) - (midRe[k] * midRe[k]) - (midIm[k] * midIm[k]);
                sine += (midRe[k] * (onRe[k + 1] - onRe[k])) + (midIm[k] * (onIm[k + 1] - onIm[k]));
            }
            (_re[b], _im[b]) = (cosine / _scale.Cosine, sine / _scale.Sine);
        }
    }

    /// <summary>Of offset keying the line above and the one below twice the carrier, symbol by symbol.</summary>
    public void Offset(float[] onRe, float[] onIm, float[] midRe, float[] midIm, int symbols, PskPowerLine upper, PskPowerLine lower)
    {
        var (c, s) = ((float)(1 / _scale.Cosine), (float)(1 / _scale.Sine));
        for (var k = 0; k < symbols; k++)
        {
            var (a, b, m, n) = (onRe[k], onIm[k], midRe[k], midIm[k]);
            var (dRe, dIm) = (onRe[k + 1] - a, onIm[k + 1] - b);
            var (pRe, pIm) = (c * ((a * a) - (b * b) - (m * m) + (n * n)), c * 2 * ((a * b) - (m * n)));
            var (qRe, qIm) = (s * ((m * dRe) - (n * dIm)), s * ((m * dIm) + (n * dRe)));
            (upper.Re[k], upper.Im[k]) = (pRe - qIm, pIm + qRe);
            (lower.Re[k], lower.Im[k]) = (pRe + qIm, pIm - qRe);
        }
    }

    /// <summary>Strength of the line found last, a symbol.</summary>
    public double Strength { get; private set; }

    /// <summary>The strongest line: how much earlier the instants become from symbol to symbol, and how early the first is, symbols.</summary>
    /// <returns>False where noise alone may be as strong.</returns>
    public bool Search(int symbols, out (double Slope, double Early) line)
    {
        var steps = (int)Math.Ceiling(2 * MostClockError * symbols);
        var (best, at) = (-1.0, 0);
        for (var i = -steps; i <= steps; i++)
        {
            if (Power(i, symbols) is var power && power > best)
                (best, at) = (power, i);
        }
        // By the parabola through the three magnitudes at the peak: within a hundredth of a step, however short the signal in the window.
        var (l, m, r) = (Math.Sqrt(Power(at - 1, symbols)), Math.Sqrt(best), Math.Sqrt(Power(at + 1, symbols)));
        var bend = l - (2 * m) + r;
        var slope = 0.5 * (at + (bend < 0 ? Math.Clamp(0.5 * (l - r) / bend, -1, 1) : 0)) / symbols;
        var (re, im) = Sum(slope, 0, symbols / Block);
        (line, Strength) = ((slope, Math.Atan2(im, re) / Math.Tau), Math.Sqrt((re * re) + (im * im)) / symbols);
        var squares = 0.0;
        for (var b = 0; b < symbols / Block; b++)
            squares += (_re[b] * _re[b]) + (_im[b] * _im[b]);
        return best > (Math.Log(steps + 1) + Certainty) * squares;
    }

    /// <summary>Power of the line with the clock off by so many steps of half a symbol in the window.</summary>
    private double Power(int step, int symbols)
    {
        var (re, im) = Sum(0.5 * step / symbols, 0, symbols / Block);
        return (re * re) + (im * im);
    }

    private (double Re, double Im) Sum(double slope, int from, int to)
    {
        double re = 0, im = 0;
        for (var b = from; b < to; b++)
        {
            var (sin, cos) = Math.SinCos(-Math.Tau * slope * ((b + 0.5) * Block));
            re += (_re[b] * cos) - (_im[b] * sin);
            im += (_re[b] * sin) + (_im[b] * cos);
        }
        return double.IsFinite(re + im) ? (re, im) : (0, 0);
    }
}
