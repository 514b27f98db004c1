namespace GroundTerminal.Dsp;

/// <summary>Feed-forward symbol timing: from the spectral line at the symbol rate, block by block, to the instants at which symbols are to be taken.</summary>
/// <remarks>
/// The phase of Σ m[n]·exp(−j2πn/T) over a block, m a non-linear function of the signal with period T, tells where within T the signal repeats.
/// M. Oerder and H. Meyr, "Digital filter and square timing recovery", IEEE Trans. Commun. 36(5), 1988. There is nothing to acquire and
/// nothing to lose lock: the sums of blocks before and after are averaged and the phase is interpolated between the blocks' centres.
/// </remarks>
public sealed class SymbolClock
{
    /// <summary>Most that a clock may turn the sum from block to block, radians: ±12 000 ppm for blocks of 32 symbols.</summary>
    private const double MaxTurn = 2.4;

    /// <summary>What is left of a block's share in the clock error after one more block.</summary>
    private const double Memory = 1 - (1.0 / 128);
    private readonly int _reach;
    private readonly double[] _weights;
    private readonly double[] _re, _im;
    private long _blocks;
    private double _lagRe, _lagIm;
    private double _phase;
    private double _last = double.NegativeInfinity;

    /// <param name="samplesPerSymbol">T, above 1.</param>
    /// <param name="blockLength">Samples a block.</param>
    /// <param name="reach">How many blocks on each side are averaged in, 0 or more; they weigh less the further away.</param>
    public SymbolClock(double samplesPerSymbol, int blockLength, int reach)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(samplesPerSymbol, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(reach);
        (SamplesPerSymbol, BlockLength, _reach) = (samplesPerSymbol, blockLength, reach);
        var ring = (2 * reach) + 1;
        _weights = new double[reach + 1];
        for (var i = 0; i <= reach; i++)
            _weights[i] = 1 - (i / (reach + 1.0));
        (_re, _im) = (new double[ring], new double[ring]);
    }

    /// <summary>T.</summary>
    public double SamplesPerSymbol { get; }

    /// <summary>Samples a block.</summary>
    public int BlockLength { get; }

    /// <summary>Which blocks the last timing came from: 0 those on both sides, −1 those before, 1 those after.</summary>
    public int Side { get; private set; }

    /// <summary>Blocks between the one just added and the one whose timing then is known.</summary>
    public int Delay => _reach;

    /// <summary>Adds the timing sum of the next block, over the sum of m itself, so that blocks count by how regular, not by how strong they are. Its phase is 0 where the instants fall on n = 0, T, 2T, … of the stream.</summary>
    /// <param name="interval">The samples between the centres of two blocks, and the symbols in it; the first is at or after the centre of block −1.</param>
    /// <returns>False while too few blocks are there.</returns>
    public bool Add(double re, double im, out SymbolInterval interval)
    {
        var ring = _re.Length;
        var slot = (int)(_blocks % ring);
        (_re[slot], _im[slot]) = (re, im);
        Follow(slot);
        _blocks++;
        var block = _blocks - 1 - _reach;
        if (block < 0)
        {
            interval = default;
            return false;
        }
        var (sumRe, sumIm) = Combine(block);
        interval = Advance(block, -Math.Atan2(sumIm, sumRe) / (2 * Math.PI));
        return true;
    }

    /// <summary>Back to the state after construction.</summary>
    public void Reset()
    {
        Restart();
        (_lagRe, _lagIm) = (0, 0);
    }

    /// <summary>For a stream that begins anew, from the same transmitter perhaps: nothing is kept but how far its clock is off.</summary>
    public void Restart()
    {
        Array.Clear(_re);
        Array.Clear(_im);
        (_blocks, _phase, _last) = (0, 0, double.NegativeInfinity);
    }

    /// <summary>How far a clock's error turns the sum from block to block stays the same for as long as a transmission lasts, and for its next one.</summary>
    private void Follow(int slot)
    {
        var before = (slot + _re.Length - 1) % _re.Length;
        var (re, im) = ((_re[slot] * _re[before]) + (_im[slot] * _im[before]), (_im[slot] * _re[before]) - (_re[slot] * _im[before]));
        if (!double.IsFinite(re + im))
            (re, im) = (0, 0);
        (_lagRe, _lagIm) = ((Memory * _lagRe) + re, (Memory * _lagIm) + im);
    }

    /// <summary>The best of three sums: over the blocks on both sides, or only those before, or only those after, since a burst may begin or end here.</summary>
    private (double Re, double Im) Combine(long block)
    {
        var best = (Re: 0.0, Im: 0.0);
        var bestMerit = -1.0;
        for (var side = 0; side < 3; side++)
        {
            var (low, high) = (side == 2 ? 0 : -_reach, side == 1 ? 0 : _reach);
            var (re, im, squares) = Sum(block, low, high);
            // What noise alone would give is proportional to the sum of the squared weights.
            var merit = ((re * re) + (im * im)) / squares;
            if (merit <= bestMerit)
                continue;
            (best, bestMerit) = ((re, im), merit);
            Side = side switch { 1 => -1, 2 => 1, _ => 0 };
        }
        return best;
    }

    /// <summary>The weighted sum of blocks, each turned back by what a clock that is off by a constant rate turns it on.</summary>
    private (double Re, double Im, double Squares) Sum(long block, int low, int high)
    {
        var ring = _re.Length;
        var (lagRe, lagIm) = (_lagRe, _lagIm);
        for (var i = low + 1; i <= high; i++)
        {
            var (a, b) = ((int)((block + i - 1 + ring) % ring), (int)((block + i + ring) % ring));
            lagRe += (_re[b] * _re[a]) + (_im[b] * _im[a]);
            lagIm += (_im[b] * _re[a]) - (_re[b] * _im[a]);
        }
        var turn = Math.Clamp(Math.Atan2(lagIm, lagRe), -MaxTurn, MaxTurn);
        var (stepSin, stepCos) = Math.SinCos(-turn);
        var (sin, cos) = Math.SinCos(-turn * low);
        var (sumRe, sumIm, squares) = (0.0, 0.0, 0.0);
        for (var i = low; i <= high; i++)
        {
            var from = (int)((block + i + ring) % ring);
            var weight = _weights[Math.Abs(i)];
            sumRe += weight * ((_re[from] * cos) - (_im[from] * sin));
            sumIm += weight * ((_re[from] * sin) + (_im[from] * cos));
            squares += weight * weight;
            (cos, sin) = ((cos * stepCos) - (sin * stepSin), (cos * stepSin) + (sin * stepCos));
        }
        return (sumRe, sumIm, squares);
    }

    /// <summary>Phase, in symbols, moves linearly from the last block's to this block's, the shorter way round.</summary>
    private SymbolInterval Advance(long block, double phase)
    {
        var end = (block + 0.5) * BlockLength;
        var start = end - BlockLength;
        var change = block == 0 ? 0 : phase - _phase;
        change -= Math.Round(change);
        var from = phase - change;
        _phase = phase;
        var slope = change / BlockLength;
        var period = 1 / ((1 / SamplesPerSymbol) - slope);
        var cycles = (start / SamplesPerSymbol) - from;
        var first = start + ((Math.Ceiling(cycles) - cycles) * period);
        if (first - _last < 0.5 * period)
            first += period;
        else if (first - _last > 1.5 * period && first - period > start - (0.5 * period))
            first -= period;
        var count = first < end ? (int)Math.Ceiling((end - first) / period) : 0;
        if (count > 0)
            _last = first + ((count - 1) * period);
        return new SymbolInterval(first, period, count);
    }
}
