using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>The line of a carrier whose modulation has been removed: a peak in a spectrum, told from noise by its height.</summary>
/// <param name="most">Longest transform: twice as many values as are given, zeros behind them.</param>
internal sealed class PskPowerLine(int most)
{
    /// <summary>Values that a signal's beginning and end are told to, and how often they are looked for.</summary>
    private const int EndBlock = 64, Passes = 4;

    /// <summary>What has no line by so many deviations is left out.</summary>
    private const double Deviations = 4;
    private readonly float[] _spectrumRe = new float[most], _spectrumIm = new float[most];
    private readonly Fft?[] _transforms = Transforms(most);
    private int _size;
    private double _total;

    /// <summary>Values, real parts.</summary>
    public float[] Re { get; } = new float[most / 2];

    /// <summary>Imaginary parts.</summary>
    public float[] Im { get; } = new float[most / 2];

    /// <summary>The strongest line: its power over what noise would give on average in a bin, and its frequency in cycles a value.</summary>
    public (double Strength, double Frequency) Find(int count)
    {
        Transform(count);
        var peak = 0;
        for (var i = 1; i < _size; i++)
        {
            if (Height(i) > Height(peak))
                peak = i;
        }
        return (Height(peak) / _total, Interpolate(peak));
    }

    /// <summary>Takes off a frequency that grows, and is 0 in the middle.</summary>
    /// <param name="count">How many values.</param>
    /// <param name="rate">By how much it grows, cycles a value from value to value.</param>
    public void Straighten(int count, double rate)
    {
        // The phase's second difference is constant.
        var (re, im) = Phasor(rate * count * count / 8);
        var (stepRe, stepIm) = Phasor(-rate * (count - 1) / 2);
        var (bendRe, bendIm) = Phasor(rate);
        for (var k = 0; k < count; k++)
        {
            (Re[k], Im[k]) = ((float)((Re[k] * re) - (Im[k] * im)), (float)((Re[k] * im) + (Im[k] * re)));
            (re, im) = ((re * stepRe) - (im * stepIm), (re * stepIm) + (im * stepRe));
            (stepRe, stepIm) = ((stepRe * bendRe) - (stepIm * bendIm), (stepRe * bendIm) + (stepIm * bendRe));
        }
    }

    /// <summary>Two lines near each other, one in each of two series.</summary>
    /// <param name="apart">Most that each may be from their middle, cycles a value.</param>
    /// <param name="least">Strength of both together; neither has less than 0.45 of it.</param>
    /// <returns>Strength of both together, 0 where it is less.</returns>
    public static double FindPair(PskPowerLine first, PskPowerLine second, int count, double apart, double least, out (double Frequency, double Turns, double Strength) upper, out (double Frequency, double Turns, double Strength) lower)
    {
        first.Transform(count);
        second.Transform(count);
        var reach = (int)Math.Ceiling(2 * apart * first._size);
        var (a, b) = Best(first, second, reach);
        var (d, c) = Best(second, first, reach);
        if (Together(first, second, c, d) > Together(first, second, a, b))
            (a, b) = (c, d);
        upper = first.At(a, count);
        lower = second.At(b, count);
        var together = Together(first, second, a, b);
        return together > least && Math.Min(first.Height(a) / first._total, second.Height(b) / second._total) > 0.45 * least ? together : 0;
    }

    /// <summary>With the frequency nearly right: from which value to which the line is there, and of that stretch its strength, frequency left (cycles a value), phase at the first value (turns) and share of the magnitude.</summary>
    /// <remarks>A signal that begins or ends in the window says nothing in the rest of it: phases of noise would else be taken for its frequency.</remarks>
    public (double Strength, double Left, double Turns, double Coherence, int From, int To) Settle(int count)
    {
        var (re, im, squares, magnitude) = Sum(0, count);
        var (from, to, left, middle, line) = (0, count, 0.0, Math.Atan2(im, re) / Math.Tau, Math.Sqrt((re * re) + (im * im)));
        for (var pass = 1; pass <= Passes; pass++)
        {
            (from, to) = Stretch(count, middle - (left * (from + to) / 2), left, line / magnitude, pass == Passes ? Deviations : 0);
            var half = (to - from) / 2;
            var (a, b, _, sum) = Sum(from, from + half);
            var (c, d, _, more) = Sum(from + half, to);
            left = Math.Atan2((d * a) - (c * b), (c * a) + (d * b)) / Math.Tau / half;
            middle = Math.Atan2(b + d, a + c) / Math.Tau;
            (line, magnitude) = (Math.Sqrt((a * a) + (b * b)) + Math.Sqrt((c * c) + (d * d)), sum + more);
        }
        return (line * line / squares, left, middle - (left * (to - from) / 2), line / magnitude, from, to);
    }

    /// <summary>From where to where the line's share is nearer to that of a signal than to none; to the window's ends where what is left out may be so by chance.</summary>
    private (int From, int To) Stretch(int count, double turns, double left, double coherence, double deviations)
    {
        var (now, low, from, to) = (default(Mark), default(Mark), default(Mark), default(Mark));
        while (now.At < count)
        {
            var (re, im, squares, sum) = Sum(now.At, now.At + EndBlock);
            var (sin, cos) = Math.SinCos(Math.Tau * (turns + (left * (now.At + (EndBlock / 2)))));
            if (now.Excess < low.Excess)
                low = now;
            now = new Mark(now.At + EndBlock, now.Excess + (re * cos) + (im * sin) - (0.5 * coherence * sum), now.Squares + squares);
            if (to.At == 0 || now.Excess - low.Excess > to.Excess - from.Excess)
                (from, to) = (low, now);
        }
        bool MoreThanChance(Mark a, Mark b) => a.Excess - b.Excess > deviations * Math.Sqrt((b.Squares - a.Squares) / 2);
        return (MoreThanChance(default, from) ? from.At : 0, MoreThanChance(to, now) ? to.At : count);
    }

    /// <summary>exp(−j2π turns).</summary>
    private static (double Re, double Im) Phasor(double turns)
    {
        var (sin, cos) = Math.SinCos(-Math.Tau * turns);
        return (cos, sin);
    }

    private (double Re, double Im, double Squares, double Sum) Sum(int from, int to)
    {
        double re = 0, im = 0, squares = 0, sum = 0;
        for (var k = from; k < to; k++)
        {
            var square = (Re[k] * Re[k]) + (Im[k] * Im[k]);
            (re, im, squares, sum) = (re + Re[k], im + Im[k], squares + square, sum + MathF.Sqrt(square));
        }
        return (re, im, squares, sum);
    }

    private static (int First, int Second) Best(PskPowerLine one, PskPowerLine other, int reach)
    {
        var a = 0;
        for (var i = 1; i < one._size; i++)
        {
            if (one.Height(i) > one.Height(a))
                a = i;
        }
        var b = a;
        for (var i = a - reach; i <= a + reach; i++)
        {
            if (other.Height(i & (other._size - 1)) > other.Height(b))
                b = i & (other._size - 1);
        }
        return (a, b);
    }

    private static double Together(PskPowerLine first, PskPowerLine second, int a, int b) => (first.Height(a) / first._total) + (second.Height(b) / second._total);

    /// <summary>Frequency, phase at the first value and strength a value of the line at a bin: summed anew at its frequency.</summary>
    private (double Frequency, double Turns, double Strength) At(int bin, int count)
    {
        var frequency = Interpolate(bin);
        var (sin, cos) = Math.SinCos(-Math.Tau * frequency);
        double re = 0, im = 0, c = 1, d = 0;
        for (var k = 0; k < count; k++)
        {
            (re, im) = (re + (Re[k] * c) - (Im[k] * d), im + (Re[k] * d) + (Im[k] * c));
            (c, d) = ((c * cos) - (d * sin), (c * sin) + (d * cos));
        }
        return (frequency, Math.Atan2(im, re) / Math.Tau, Math.Sqrt((re * re) + (im * im)) / count);
    }

    private void Transform(int count)
    {
        _size = 2 * count;
        var log = System.Numerics.BitOperations.Log2((uint)_size);
        Re.AsSpan(0, count).CopyTo(_spectrumRe);
        Im.AsSpan(0, count).CopyTo(_spectrumIm);
        _spectrumRe.AsSpan(count, count).Clear();
        _spectrumIm.AsSpan(count, count).Clear();
        _transforms[log]!.Forward(_spectrumRe, _spectrumIm);
        _total = Math.Max(Sum(0, count).Squares, 1e-30);
    }

    private double Height(int bin) => ((double)_spectrumRe[bin] * _spectrumRe[bin]) + ((double)_spectrumIm[bin] * _spectrumIm[bin]);

    /// <summary>By the parabola through the three magnitudes at the peak.</summary>
    private double Interpolate(int bin)
    {
        var mask = _size - 1;
        var (l, m, r) = (Math.Sqrt(Height((bin - 1) & mask)), Math.Sqrt(Height(bin)), Math.Sqrt(Height((bin + 1) & mask)));
        var bend = l - (2 * m) + r;
        var at = bin + (bend < 0 ? 0.5 * (l - r) / bend : 0);
        return (at >= _size / 2.0 ? at - _size : at) / _size;
    }

    private static Fft?[] Transforms(int most)
    {
        var result = new Fft?[32];
        for (var size = 128; size <= most; size *= 2)
            result[System.Numerics.BitOperations.Log2((uint)size)] = new Fft(size);
        return result;
    }

    /// <summary>A place among the values, by how much the line up to there is more than half a signal's, and the values' energy.</summary>
    private readonly record struct Mark(int At, double Excess, double Squares);
}
