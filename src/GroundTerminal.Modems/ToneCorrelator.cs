using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Correlates a complex stream with a tone over each of a run of symbols that begin and end anywhere between samples.</summary>
/// <remarks>With the tone brought to 0 Hz, it is the sum up to the symbol's end less that up to its beginning; the sum is smooth and so can be read between samples.</remarks>
internal sealed class ToneCorrelator
{
    private const int Guard = 3;
    private readonly int _hop;
    private readonly float[] _ringRe, _ringIm;
    private readonly double[] _centers;
    private readonly float[] _re, _im, _sumRe, _sumIm;
    private readonly float[] _edgeRe, _edgeIm;
    private long _written;

    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="samplesAtOnce">Samples that come with one centre.</param>
    /// <param name="remembered">Least number of samples that can be gone back.</param>
    /// <param name="symbols">Most symbols in a run.</param>
    public ToneCorrelator(double samplesPerSymbol, int samplesAtOnce, int remembered, int symbols)
    {
        _hop = samplesAtOnce;
        var size = BandFollower.PowerOfTwo(remembered + (2 * samplesAtOnce));
        (_ringRe, _ringIm) = (new float[size], new float[size]);
        _centers = new double[BandFollower.PowerOfTwo(((double)size / samplesAtOnce) + 2)];
        var span = (int)(1.05 * samplesPerSymbol * (symbols + 1)) + (2 * Guard) + 2;
        (_re, _im) = (new float[span], new float[span]);
        (_sumRe, _sumIm) = (new float[span], new float[span]);
        (_edgeRe, _edgeIm) = (new float[symbols + 1], new float[symbols + 1]);
    }

    /// <summary>Takes the next samples.</summary>
    /// <param name="re">Real parts, as many as come at once.</param>
    /// <param name="im">Imaginary parts.</param>
    /// <param name="center">Frequency that 0 Hz of these samples is, turns a sample.</param>
    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double center)
    {
        _centers[(int)(_written / _hop) & (_centers.Length - 1)] = center;
        var at = (int)(_written & (_ringRe.Length - 1));
        var n = Math.Min(re.Length, _ringRe.Length - at);
        re[..n].CopyTo(_ringRe.AsSpan(at));
        im[..n].CopyTo(_ringIm.AsSpan(at));
        re[n..].CopyTo(_ringRe);
        im[n..].CopyTo(_ringIm);
        _written += re.Length;
    }

    /// <summary>The centre that came with a sample, turns a sample.</summary>
    public double CenterAt(double sample) => _centers[(int)(Math.Max(0, (long)sample) / _hop) & (_centers.Length - 1)];

    /// <summary>Correlates with one tone.</summary>
    /// <param name="first">Beginning of the first symbol in samples of the stream.</param>
    /// <param name="period">Samples a symbol.</param>
    /// <param name="carrier">Frequency between the tones, turns a sample, on the scale of <see cref="Add"/>'s centre.</param>
    /// <param name="deviation">The tone's frequency from there, turns a sample.</param>
    /// <param name="re">Real parts, one a symbol. The phase is the signal's in the middle of the symbol, seen from the carrier, and so can be held against that of other tones.</param>
    /// <param name="im">Imaginary parts.</param>
    public void Correlate(double first, double period, double carrier, double deviation, Span<float> re, Span<float> im)
    {
        // The sum including sample n stands for the integral up to n + 1/2.
        var start = (long)Math.Floor(first - 0.5) - Guard + 1;
        var length = Math.Min((int)(first + (re.Length * period) - start) + Guard, _re.Length);
        Fetch(start, length);
        Mix(start, length, carrier + deviation);
        Sum(length);
        Edges(first - 0.5 - start, period, re.Length + 1, length);
        var middle = first - start + (period / 2);
        for (var k = 0; k < re.Length; k++)
        {
            var turns = deviation * (middle + (k * period));
            var (sin, cos) = MathF.SinCos((float)(Math.Tau * (turns - Math.Round(turns))));
            var (a, b) = (_edgeRe[k + 1] - _edgeRe[k], _edgeIm[k + 1] - _edgeIm[k]);
            (re[k], im[k]) = ((a * cos) - (b * sin), (a * sin) + (b * cos));
        }
    }

    public void Reset()
    {
        Array.Clear(_ringRe);
        Array.Clear(_ringIm);
        Array.Clear(_centers);
        _written = 0;
    }

    private void Fetch(long start, int length)
    {
        var at = (int)(start & (_ringRe.Length - 1));
        var n = Math.Min(length, _ringRe.Length - at);
        _ringRe.AsSpan(at, n).CopyTo(_re);
        _ringIm.AsSpan(at, n).CopyTo(_im);
        _ringRe.AsSpan(0, length - n).CopyTo(_re.AsSpan(n));
        _ringIm.AsSpan(0, length - n).CopyTo(_im.AsSpan(n));
    }

    /// <summary>Brings the tone to 0 Hz; where the centre of the samples changes, so does the mixer's frequency.</summary>
    private void Mix(long start, int length, double frequency)
    {
        var turns = 0.0;
        for (var from = 0; from < length;)
        {
            var piece = Math.Max(0, (start + from) / _hop);
            var n = (int)Math.Min(length - from, ((piece + 1) * _hop) - start - from);
            var step = _centers[(int)piece & (_centers.Length - 1)] - frequency;
            ComplexKernels.Mix(_re.AsSpan(from, n), _im.AsSpan(from, n), turns, step, _re.AsSpan(from), _im.AsSpan(from));
            turns += n * step;
            from += n;
        }
    }

    private void Sum(int length)
    {
        float re = 0, im = 0;
        for (var i = 0; i < length; i++)
        {
            (re, im) = (re + _re[i], im + _im[i]);
            (_sumRe[i], _sumIm[i]) = (re, im);
        }
    }

    private void Edges(double first, double period, int count, int length)
    {
        for (var k = 0; k < count; k++)
        {
            var t = Math.Min(first + (k * period), length - Guard);
            var at = (int)t;
            var mu = (float)(t - at);
            _edgeRe[k] = Lagrange.Cubic(ref _sumRe[at], mu);
            _edgeIm[k] = Lagrange.Cubic(ref _sumIm[at], mu);
        }
    }
}
