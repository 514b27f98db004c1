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
    private readonly int _width, _gap, _step, _grid, _first, _count;
    private readonly long[] _prefix;
    private readonly float[] _merit, _older, _old;
    private readonly int[] _centers;

    /// <param name="bins">Length of the power spectra.</param>
    /// <param name="width">Width of the signal in bins, 1 or more.</param>
    /// <param name="firstCenter">Lowest centre looked at, a bin.</param>
    /// <param name="lastCenter">Highest centre looked at, a bin.</param>
    /// <param name="signals">How many signals are followed side by side.</param>
    /// <param name="gap">Bins in the middle of the width that hold no signal, as between two tones far apart; less than width.</param>
    public CarrierSearch(int bins, int width, int firstCenter, int lastCenter, int signals, int gap = 0)
    {
        _width = Math.Clamp(width, 1, bins);
        _gap = Math.Clamp(gap, 0, _width - 1);
        // A centre is as sharp as the hump, or each of two.
        var hump = _gap > 0 ? (_width - _gap) / 2 : _width;
        _step = hump / 12;
        _grid = Math.Max(1, hump / 24);
        var (first, last) = (Math.Clamp(firstCenter, 0, bins - 1), Math.Clamp(lastCenter, 0, bins - 1));
        var range = Math.Max(0, last - first);
        _count = (range / _grid) + 1;
        // In the middle of the range, so that a range smaller than the grid is looked at where it is.
        _first = first + (range % _grid / 2);
        _prefix = new long[bins + 1];
        (_merit, _older, _old) = (new float[_count], new float[_count], new float[_count]);
        _centers = new int[signals];
        Reset();
    }

    /// <summary>Bins of the centres followed, for the transform before the last one given.</summary>
    public ReadOnlySpan<int> Centers => _centers;

    /// <summary>Takes the power spectrum of the next transform and decides about the one before.</summary>
    public void Process(ReadOnlySpan<float> power)
    {
        // The bits of a positive float, read as an integer, are its logarithm to base 2 but for a bounded ripple.
        var bits = MemoryMarshal.Cast<float, int>(power);
        var sum = 0L;
        for (var k = 0; k < bits.Length; k++)
            _prefix[k + 1] = sum += bits[k];
        for (var i = 0; i < _count; i++)
        {
            var low = Math.Max(0, _first + (i * _grid) - (_width / 2));
            var high = Math.Min(bits.Length, low + _width);
            var (from, to) = (Math.Min(high, low + ((_width - _gap) / 2)), Math.Min(high, low + ((_width + _gap) / 2)));
            var now = (_prefix[high] - _prefix[to] + _prefix[from] - _prefix[low]) * (1f / (1 << 23)) / (high - to + from - low);
            _merit[i] = _older[i] + (2 * _old[i]) + now;
            (_older[i], _old[i]) = (_old[i], now);
        }
        Follow();
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        Array.Clear(_older);
        Array.Clear(_old);
        for (var s = 0; s < _centers.Length; s++)
            _centers[s] = _first + ((_count - 1) * _grid * (s + 1) / (_centers.Length + 1));
    }

    private void Follow()
    {
        Span<int> peaks = stackalloc int[_centers.Length];
        for (var p = 0; p < peaks.Length; p++)
            peaks[p] = Best(others: peaks[..p]);
        Span<bool> taken = stackalloc bool[peaks.Length];
        Span<bool> kept = stackalloc bool[peaks.Length];
        for (var s = 0; s < _centers.Length; s++)
        {
            for (var p = 0; p < peaks.Length; p++)
            {
                if (taken[p] || peaks[p] < 0 || Math.Abs(peaks[p] - _centers[s]) > _width / 2)
                    continue;
                (taken[p], kept[s]) = (true, true);
                if (Math.Abs(peaks[p] - _centers[s]) > _step)
                    _centers[s] = peaks[p];
                break;
            }
        }
        for (var s = 0; s < _centers.Length; s++)
        {
            for (var p = 0; p < peaks.Length && !kept[s]; p++)
            {
                if (!taken[p] && peaks[p] >= 0)
                    (_centers[s], taken[p], kept[s]) = (peaks[p], true, true);
            }
        }
    }

    /// <summary>The best centre at least one width from the others, or −1.</summary>
    private int Best(ReadOnlySpan<int> others)
    {
        foreach (var other in others)
        {
            var from = other - _first < _width ? 0 : Math.Min(((other - _first - _width) / _grid) + 1, _count);
            var to = Math.Clamp((other - _first + _width + _grid - 1) / _grid, 0, _count);
            _merit.AsSpan(from, to - from).Fill(float.NegativeInfinity);
        }
        var highest = Vector256.Create(float.NegativeInfinity);
        var i = 0;
        for (; i + 8 <= _count; i += 8)
            highest = Vector256.Max(highest, Vector256.Create(_merit.AsSpan(i, 8)));
        var best = float.NegativeInfinity;
        for (var lane = 0; lane < 8; lane++)
            best = Math.Max(best, highest[lane]);
        for (; i < _count; i++)
            best = Math.Max(best, _merit[i]);
        return best > float.NegativeInfinity ? _first + (_merit.AsSpan().IndexOf(best) * _grid) : -1;
    }
}
