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
    private readonly float[] _turns, _oneCos, _oneSin, _zeroCos, _zeroSin;

    /// <summary>Running sums: real and imaginary part of a 1's tone, and of a 0's.</summary>
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
        var span = ((int)(1.05 * samplesPerSymbol * (symbols + 1)) + (2 * Guard) + 9) & ~7;
        (_re, _im) = (new float[span], new float[span]);
        _turns = new float[span];
        (_oneCos, _oneSin, _zeroCos, _zeroSin) = (new float[span], new float[span], new float[span], new float[span]);
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

    /// <summary>The least power of a sample over the mean, in a stretch of the stream.</summary>
    /// <param name="first">Where it begins.</param>
    /// <param name="samples">How long it is; at most a run.</param>
    public float LeastPower(double first, double samples)
    {
        var length = Math.Min(((int)samples + 8) & ~7, _re.Length);
        Fetch((long)first, length);
        var (sum, least) = (Vector256<float>.Zero, Vector256.Create(float.MaxValue));
        for (var i = 0; i < length; i += 8)
        {
            var (re, im) = (Vector256.Create(_re.AsSpan(i, 8)), Vector256.Create(_im.AsSpan(i, 8)));
            var power = (re * re) + (im * im);
            (sum, least) = (sum + power, Vector256.Min(least, power));
        }
        var half = Vector128.Min(least.GetLower(), least.GetUpper());
        return Math.Min(Math.Min(half[0], half[1]), Math.Min(half[2], half[3])) * length / Math.Max(Vector256.Sum(sum), float.Epsilon);
    }

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
        Tone(start, length, carrier + deviation, _oneCos, _oneSin);
        Tone(start, length, carrier - deviation, _zeroCos, _zeroSin);
        Sum(length);
        // From phases at sample 0 to those in the middle of the symbols.
        Fill(_turns.AsSpan(0, one.Length), deviation * (first - start + (period / 2)), deviation * period);
        Phasor.FromTurns(_turns.AsSpan(0, one.Length), _oneCos, _oneSin);
        var edge = first - 0.5 - start;
        var before = Edge(edge, length);
        for (var k = 0; k < one.Length; k++)
        {
            var after = Edge(edge + ((k + 1) * period), length);
            var sum = after - before;
            before = after;
            var middle = new Complex32(_oneCos[k], _oneSin[k]);
            one[k] = new Complex32(sum[0], sum[1]) * middle;
            zero[k] = new Complex32(sum[2], sum[3]) * middle.Conjugate;
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

    /// <summary>A tone's phasors, sample by sample; where the centre of the samples changes, so does its frequency there.</summary>
    private void Tone(long start, int length, double frequency, float[] cos, float[] sin)
    {
        var turns = 0.0;
        for (var from = 0; from < length;)
        {
            var piece = Math.Max(0, (start + from) / _hop);
            var n = (int)Math.Min(length - from, ((piece + 1) * _hop) - start - from);
            var step = frequency - _centers[(int)piece & (_centers.Length - 1)];
            Fill(_turns.AsSpan(from, n), turns, step);
            turns += n * step;
            turns -= Math.Round(turns);
            from += n;
        }
        Phasor.FromTurns(_turns.AsSpan(0, length), cos, sin);
    }

    private static void Fill(Span<float> turns, double start, double step)
    {
        var (from, by) = ((float)(start - Math.Round(start)), (float)step);
        for (var i = 0; i < turns.Length; i++)
            turns[i] = from + (i * by);
    }

    private void Sum(int length)
    {
        Products(length, _oneCos, _oneSin);
        Products(length, _zeroCos, _zeroSin);
        var (a, b, c, d, sums) = (_oneCos, _oneSin, _zeroCos, _zeroSin, _sums);
        var sum = Vector128<float>.Zero;
        for (var i = 0; i < length; i++)
            sums[i] = sum += Vector128.Create(a[i], b[i], c[i], d[i]);
    }

    /// <summary>The samples times the conjugate phasors, in their place.</summary>
    private void Products(int length, float[] cos, float[] sin)
    {
        for (var i = 0; i < length; i += 8)
        {
            var (re, im) = (Vector256.Create(_re.AsSpan(i, 8)), Vector256.Create(_im.AsSpan(i, 8)));
            var (c, s) = (Vector256.Create(cos.AsSpan(i, 8)), Vector256.Create(sin.AsSpan(i, 8)));
            ((re * c) + (im * s)).CopyTo(cos.AsSpan(i));
            ((im * c) - (re * s)).CopyTo(sin.AsSpan(i));
        }
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
