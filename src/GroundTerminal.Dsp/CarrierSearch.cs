using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Dsp;

/// <summary>Finds the bands in which a signal of known width most probably lies, transform by transform, and keeps each on its signal.</summary>
/// <remarks>
/// The figure of merit of a centre is the mean logarithm of the power in the bins of the signal's width around it: a single strong line, however
/// strong, counts little, a hump of the right width much. Centres are tried a twenty-fourth of the hump apart. There is no threshold: the best centres are followed, signal or not.
/// </remarks>
public sealed class CarrierSearch
{
    /// <summary>
    /// How far a centre's merit has to lie above the least of the whole band before a signal may be there, over all four transforms or in one alone; powers of two: 1.8 and 2.4 dB. Noise in 80 bins,
    /// a logarithm of which varies by 5.6 dB, varies by 0.4 and 0.6 dB. FSK at Es/N0 = 3 dB, below which no code in use can save it, stands 3.4 dB above noise.
    /// That is for a band of four widths; in a wider one the least lies lower and the greatest higher, see <see cref="ChanceRise"/>.
    /// </summary>
    private const float LeastRise = 0.6f, LeastRiseAtOnce = 0.8f;
    private const double FewWidths = 4;

    /// <summary>By how much the logarithm (base 2) of the power in one bin of noise varies, and the mean of four transforms weighted as here: √6/4 of that.</summary>
    private const double LogarithmDeviation = 1.85, OfWeighted = 0.61;

    /// <summary>
    /// Power that may be a stronger signal's own: −10 dB as near to it as its edge, −17 dB up to where its skirt ends, in widths. Of FSK with an index of 1 it is that, of smaller ones and rounder pulses
    /// 3 to 12 dB less.
    /// </summary>
    private const float Edge = 0.1f, EdgeReach = 1.25f, Skirt = 0.02f, SkirtReach = 1.5f;

    /// <summary>What is as near to a stronger signal as a centre can be and this much weaker, powers of two (8 dB), is its skirt: it would drown a signal that overlaps it.</summary>
    private const float LeastFall = 2.66f;

    /// <summary>
    /// Transforms for which a centre stays where its signal was before it goes where nothing is noticed: a regular pattern, as transmitters send between frames, has a few lines for a spectrum,
    /// which do not count, and the next frame is where the last one was.
    /// </summary>
    private const int Patience = 16;

    /// <summary>The mean logarithm of the power in a bin of noise lies below that of the mean power by this, powers of two: Euler's constant, and the ripple of the logarithm used here.</summary>
    private const float LogarithmOfNoise = 0.89f;

    /// <summary>Exponent bias of a float.</summary>
    private const int Bias = 127;

    /// <summary>Widths that the band has to hold for its least merit to be that of noise.</summary>
    private const int LeastWidths = 3;
    private readonly int _width, _gap, _step, _grid, _first, _inside;
    private readonly Range _range, _whole;
    private readonly bool _canTell;
    private readonly float _rise, _riseAtOnce;
    private readonly long[] _prefix;
    private readonly float[] _merit;
    private float[] _now, _older, _old;
    private readonly int[] _centers;
    private readonly bool[] _noticed;
    private readonly int[] _quiet;
    private int _weight;

    /// <param name="bins">Length of the power spectra.</param>
    /// <param name="width">Width of the signal in bins, 1 or more.</param>
    /// <param name="firstCenter">Lowest centre looked at, a bin.</param>
    /// <param name="lastCenter">Highest centre looked at, a bin.</param>
    /// <param name="signals">How many signals are followed side by side.</param>
    /// <param name="gap">Bins in the middle of the width that hold no signal, as between two tones far apart; less than width.</param>
    /// <param name="elsewhere">Whether one signal more is followed, wherever it lies.</param>
    public CarrierSearch(int bins, int width, int firstCenter, int lastCenter, int signals, int gap = 0, bool elsewhere = false)
    {
        _width = Math.Clamp(width, 1, bins);
        _gap = Math.Clamp(gap, 0, _width - 1);
        // A centre is as sharp as the hump, or each of two.
        var hump = _gap > 0 ? (_width - _gap) / 2 : _width;
        _step = hump / 12;
        _grid = Math.Max(1, hump / 24);
        var (first, last) = (Math.Clamp(firstCenter, 0, bins - 1), Math.Clamp(lastCenter, 0, bins - 1));
        // In the middle of the range, so that a range smaller than the grid is looked at where it is.
        first += Math.Max(0, last - first) % _grid / 2;
        _first = first % _grid;
        var count = ((bins - 1 - _first) / _grid) + 1;
        _range = ((first - _first) / _grid)..((Math.Max(first, last) - _first) / _grid + 1);
        // Where a signal's whole width is in the spectrum.
        var edge = Math.Min((_width / 2 / _grid) + 1, (count - 1) / 2);
        (_whole, _canTell) = (edge..(count - edge), bins >= LeastWidths * _width);
        _rise = LeastRise + (float)(OfWeighted * ChanceRise(bins, _width, _width - _gap));
        _riseAtOnce = LeastRiseAtOnce + (float)ChanceRise(bins, _width, _width - _gap);
        _prefix = new long[bins + 1];
        (_merit, _now, _older, _old) = (new float[count], new float[count], new float[count], new float[count]);
        _inside = signals;
        _centers = new int[signals + (elsewhere ? 1 : 0)];
        (_noticed, _quiet) = (new bool[_centers.Length], new int[_centers.Length]);
        Reset();
    }

    /// <summary>Bins of the centres followed, for the transform before the last one given; the one elsewhere, where there is one, may be any of them.</summary>
    public ReadOnlySpan<int> Centers => _centers;

    /// <summary>Whether a signal may be there, by centre; false where the band looks as empty as it does anywhere. Where the band is too narrow to tell, true.</summary>
    public ReadOnlySpan<bool> Noticed => _noticed;

    /// <summary>Mean power of a bin where the band looks emptiest, rather less than the noise's; 0 where the band is too narrow to tell.</summary>
    public float NoisePower { get; private set; }

    /// <summary>Takes the power spectrum of the next transform and decides about the one before.</summary>
    public void Process(ReadOnlySpan<float> power)
    {
        // The bits of a positive float, read as an integer, are its logarithm to base 2 but for a bounded ripple.
        var bits = MemoryMarshal.Cast<float, int>(power);
        var sum = 0L;
        for (var k = 0; k < bits.Length; k++)
            _prefix[k + 1] = sum += bits[k];
        (_older, _old, _now) = (_old, _now, _older);
        for (var i = 0; i < _merit.Length; i++)
        {
            var low = Math.Max(0, _first + (i * _grid) - (_width / 2));
            var high = Math.Min(bits.Length, low + _width);
            var (from, to) = (Math.Min(high, low + ((_width - _gap) / 2)), Math.Min(high, low + ((_width + _gap) / 2)));
            _now[i] = (_prefix[high] - _prefix[to] + _prefix[from] - _prefix[low]) * (1f / (1 << 23)) / (high - to + from - low);
            _merit[i] = _older[i] + (2 * _old[i]) + _now[i];
        }
        _weight = Math.Min(4, _weight == 0 ? 1 : _weight + 2);
        var floor = _canTell ? Least(_merit.AsSpan(_whole)) / _weight : float.NegativeInfinity;
        NoisePower = float.Exp2(floor - Bias + LogarithmOfNoise);
        Follow(floor);
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        Array.Clear(_now);
        Array.Clear(_old);
        _weight = 0;
        Array.Fill(_quiet, Patience);
        var (from, count) = _range.GetOffsetAndLength(_merit.Length);
        for (var s = 0; s < _centers.Length; s++)
            _centers[s] = _first + ((from + ((count - 1) * (s + 1) / (_centers.Length + 1))) * _grid);
    }

    private void Follow(float floor)
    {
        Span<int> peaks = stackalloc int[_inside];
        Span<bool> noticed = stackalloc bool[_inside];
        for (var p = 0; p < _inside; p++)
        {
            peaks[p] = Best(_range, others: peaks[..p]);
            noticed[p] = IsNoticed(peaks[p], floor, peaks[..p]);
        }
        Assign(peaks, noticed);
        if (_inside < _centers.Length)
        {
            var peak = Best(_whole, peaks);
            Place(_inside, peak, IsNoticed(peak, floor, peaks));
        }
    }

    /// <summary>Each peak to the centre that follows it already, what is left over to the centres that have none.</summary>
    private void Assign(ReadOnlySpan<int> peaks, ReadOnlySpan<bool> noticed)
    {
        Span<bool> taken = stackalloc bool[peaks.Length];
        Span<bool> kept = stackalloc bool[peaks.Length];
        for (var s = 0; s < _inside; s++)
        {
            for (var p = 0; p < peaks.Length && !kept[s]; p++)
            {
                if (taken[p] || peaks[p] < 0 || Math.Abs(peaks[p] - _centers[s]) > _width / 2)
                    continue;
                (taken[p], kept[s]) = (true, true);
                Place(s, peaks[p], noticed[p]);
            }
        }
        for (var s = 0; s < _inside; s++)
        {
            for (var p = 0; p < peaks.Length && !kept[s]; p++)
            {
                if (taken[p])
                    continue;
                (taken[p], kept[s]) = (true, true);
                Place(s, peaks[p], noticed[p]);
            }
        }
    }

    private void Place(int slot, int peak, bool noticed)
    {
        (_noticed[slot], _quiet[slot]) = (noticed, noticed ? 0 : Math.Min(_quiet[slot] + 1, Patience));
        if (peak >= 0 && (noticed || _quiet[slot] == Patience) && Math.Abs(peak - _centers[slot]) > _step)
            _centers[slot] = peak;
    }

    private bool IsNoticed(int bin, float floor, ReadOnlySpan<int> stronger)
    {
        if (bin < 0)
            return false;
        var i = Index(bin);
        var skirts = 0f;
        foreach (var other in stronger)
        {
            var distance = Math.Abs(bin - other);
            if (other < 0 || distance > SkirtReach * _width)
                continue;
            if (distance < _width + _grid && _merit[Index(other)] - _merit[i] > LeastFall * _weight)
                return false;
            skirts += (distance > EdgeReach * _width ? Skirt : Edge) * float.Exp2((_merit[Index(other)] / _weight) - floor);
        }
        return _merit[i] / _weight > floor + Above(_rise, skirts) || Math.Max(_now[i], Math.Max(_old[i], _older[i])) > floor + Above(_riseAtOnce, skirts);
    }

    /// <summary>A rise with power added to it, in noise powers.</summary>
    private static float Above(float rise, float power) => power == 0 ? rise : float.Log2(float.Exp2(rise) + power);

    /// <summary>
    /// What the least and the greatest of many centres in noise lie further apart by than those of <see cref="FewWidths"/>, each by σ√(2·ln n); H. Cramér, Mathematical Methods of Statistics, §28.6.
    /// </summary>
    private static double ChanceRise(int bins, int width, int measured) =>
        2 * LogarithmDeviation / Math.Sqrt(measured) * Math.Max(0, Math.Sqrt(2 * Math.Log((double)bins / width)) - Math.Sqrt(2 * Math.Log(FewWidths)));

    private int Index(int bin) => (bin - _first) / _grid;

    /// <summary>The best centre at least one width from the others, or −1.</summary>
    private int Best(Range range, ReadOnlySpan<int> others)
    {
        var (best, at) = (float.NegativeInfinity, -1);
        var (from, count) = range.GetOffsetAndLength(_merit.Length);
        for (var i = from; i < from + count; i++)
        {
            if (_merit[i] > best && IsApart(_first + (i * _grid), others))
                (best, at) = (_merit[i], _first + (i * _grid));
        }
        return at;
    }

    private static float Least(ReadOnlySpan<float> values)
    {
        var least = Vector256.Create(float.PositiveInfinity);
        var i = 0;
        for (; i + 8 <= values.Length; i += 8)
            least = Vector256.Min(least, Vector256.Create(values.Slice(i, 8)));
        var result = float.PositiveInfinity;
        for (var lane = 0; lane < 8; lane++)
            result = Math.Min(result, least[lane]);
        for (; i < values.Length; i++)
            result = Math.Min(result, values[i]);
        return result;
    }

    private bool IsApart(int bin, ReadOnlySpan<int> others)
    {
        foreach (var other in others)
        {
            if (Math.Abs(bin - other) < _width)
                return false;
        }
        return true;
    }
}
