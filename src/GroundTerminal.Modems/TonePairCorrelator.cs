using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Correlates a complex stream with two tones over each of a run of symbols that begin and end anywhere between samples.</summary>
/// <remarks>With a tone brought to 0 Hz, it is the sum up to the symbol's end less that up to its beginning; the sum is smooth and so can be read between samples.</remarks>
internal sealed class TonePairCorrelator
{
    private const int Guard = 3;
    private readonly int _hop;
    private readonly float[] _ringRe, _ringIm;
    private readonly double[] _centers;
    private readonly float[] _re, _im;
    private readonly float[] _turns, _cos, _sin;

    /// <summary>Running sums of re·cos, im·sin, im·cos, re·sin, of which both tones are made.</summary>
    private readonly Vector128<float>[] _sums;
    private long _written;

    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="samplesAtOnce">Samples that come with one centre.</param>
    /// <param name="remembered">Least number of samples that can be gone back.</param>
    /// <param name="symbols">Most symbols in a run.</param>
    public TonePairCorrelator(double samplesPerSymbol, int samplesAtOnce, int remembered, int symbols)
    {
        _hop = samplesAtOnce;
        var size = BandFollower.PowerOfTwo(remembered + (2 * samplesAtOnce));
        (_ringRe, _ringIm) = (new float[size], new float[size]);
        _centers = new double[BandFollower.PowerOfTwo(((double)size / samplesAtOnce) + 2)];
        var span = (int)(1.05 * samplesPerSymbol * (symbols + 1)) + (2 * Guard) + 2;
        (_re, _im) = (new float[span], new float[span]);
        (_turns, _cos, _sin) = (new float[span], new float[span], new float[span]);
        _sums = new Vector128<float>[span];
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

    /// <summary>Correlates with the tones that lie a deviation above (of a 1) and below a carrier (of a 0).</summary>
    /// <param name="first">Beginning of the first symbol in samples of the stream.</param>
    /// <param name="period">Samples a symbol.</param>
    /// <param name="carrier">The carrier, turns a sample, on the scale of <see cref="Add"/>'s centre.</param>
    /// <param name="deviation">Turns a sample.</param>
    /// <param name="one">One a symbol; phases are the signal's in the middle of the symbol, seen from the carrier, and so those of both tones can be held against each other.</param>
    /// <param name="zero">As many.</param>
    public void Correlate(double first, double period, double carrier, double deviation, Span<Complex32> one, Span<Complex32> zero)
    {
        // The sum including sample n stands for the integral up to n + 1/2.
        var start = (long)Math.Floor(first - 0.5) - Guard + 1;
        var length = Math.Min((int)(first + (one.Length * period) - start) + Guard, _re.Length);
        Fetch(start, length);
        Mix(start, length, carrier);
        Sum(length, deviation);
        Phasors(deviation * (first - start + (period / 2)), deviation * period, one.Length);
        var edge = first - 0.5 - start;
        var before = Edge(edge, length);
        for (var k = 0; k < one.Length; k++)
        {
            var after = Edge(edge + ((k + 1) * period), length);
            var sum = after - before;
            before = after;
            var (a, b, c, d) = (sum[0], sum[1], sum[2], sum[3]);
            var middle = new Complex32(_cos[k], _sin[k]);
            one[k] = new Complex32(a + b, c - d) * middle;
            zero[k] = new Complex32(a - b, c + d) * middle.Conjugate;
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

    /// <summary>Brings the carrier to 0 Hz; where the centre of the samples changes, so does the mixer's frequency.</summary>
    private void Mix(long start, int length, double carrier)
    {
        var turns = 0.0;
        for (var from = 0; from < length;)
        {
            var piece = Math.Max(0, (start + from) / _hop);
            var n = (int)Math.Min(length - from, ((piece + 1) * _hop) - start - from);
            var step = _centers[(int)piece & (_centers.Length - 1)] - carrier;
            ComplexKernels.Mix(_re.AsSpan(from, n), _im.AsSpan(from, n), turns, step, _re.AsSpan(from), _im.AsSpan(from));
            turns += n * step;
            from += n;
        }
    }

    private void Sum(int length, double deviation)
    {
        Phasors(0, deviation, length);
        var (re, im, cos, sin, sums) = (_re, _im, _cos, _sin, _sums);
        var sum = Vector128<float>.Zero;
        for (var i = 0; i < length; i++)
        {
            sum += Vector128.Create(re[i], im[i], im[i], re[i]) * Vector128.Create(cos[i], sin[i], cos[i], sin[i]);
            sums[i] = sum;
        }
    }

    private void Phasors(double start, double step, int count)
    {
        for (var i = 0; i < count; i++)
            _turns[i] = (float)(start + (i * step));
        Phasor.FromTurns(_turns.AsSpan(0, count), _cos, _sin);
    }

    /// <summary>The sums at a place between samples, by third-order Lagrange interpolation.</summary>
    private Vector128<float> Edge(double place, int length)
    {
        var at = Math.Clamp((int)place, 1, length - Guard);
        var mu = (float)(place - at);
        var (a, b, c) = (mu + 1, mu - 1, mu - 2);
        return (_sums[at - 1] * (-mu * b * c / 6)) + (_sums[at] * (a * b * c / 2)) - (_sums[at + 1] * (a * mu * c / 2)) + (_sums[at + 2] * (a * mu * b / 6));
    }
}
