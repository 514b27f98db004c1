namespace GroundTerminal.Modems;

/// <summary>Gathers the symbols of one hypothesis until a window is full, and measures them.</summary>
internal sealed class SymbolWindow
{
    private const int Length = 256;
    private readonly List<(double Symbol, double Sample)> _instants = [];
    private double _sum, _squares, _first, _frequency;
    private double _even, _odd;
    private float _last;
    private int _count;

    /// <summary>Takes the next symbols.</summary>
    /// <returns>What the window looks like where it is full; then a new one begins.</returns>
    public SymbolQuality? Add(ReadOnlySpan<float> symbols, in SymbolBatch batch, double sampleRateHz)
    {
        if (symbols.IsEmpty)
            return null;
        if (_count == 0)
            _first = batch.FirstSample;
        _instants.Add((_count, batch.FirstSample));
        _frequency += batch.FrequencyHz * (double)symbols.Length;
        foreach (var symbol in symbols)
            Add(symbol);
        if (_count < Length)
            return null;
        var quality = Measure(batch.FirstSample + (symbols.Length * batch.SamplesPerSymbol), sampleRateHz);
        Clear();
        return quality;
    }

    public void Clear()
    {
        _instants.Clear();
        (_sum, _squares, _first, _frequency, _even, _odd, _last, _count) = (0, 0, 0, 0, 0, 0, 0, 0);
    }

    private void Add(float symbol)
    {
        _sum += Math.Abs(symbol);
        _squares += symbol * symbol;
        var same = Math.Sign(symbol) * Math.Sign(_last);
        if ((_count & 1) == 0)
            _even += same;
        else
            _odd += same;
        _last = symbol;
        _count++;
    }

    private SymbolQuality Measure(double end, double sampleRateHz)
    {
        var mean = _sum / _count;
        var variance = Math.Max((_squares / _count) - (mean * mean), 1e-6 * mean * mean);
        var esN0Db = mean > 0 ? (float)(10 * Math.Log10(mean * mean / (2 * variance))) : float.NegativeInfinity;
        var (period, wander) = FitClock();
        var pairing = (Math.Abs(_even) > Math.Abs(_odd) ? _even - _odd : _odd - _even) * 2 / _count;
        var changes = 0.5 - ((_even + _odd) / 2 / _count);
        return new SymbolQuality(_first, end - _first, esN0Db, (float)wander, (float)pairing, (float)changes, sampleRateHz / period, (float)(_frequency / _count));
    }

    /// <summary>The straight line through the instants: its slope in samples a symbol, and their deviation from it in symbols.</summary>
    private (double Period, double Wander) FitClock()
    {
        var n = _instants.Count;
        var (meanX, meanY) = (_instants.Average(i => i.Symbol), _instants.Average(i => i.Sample));
        double xx = 0, xy = 0, yy = 0;
        foreach (var (symbol, sample) in _instants)
        {
            var (x, y) = (symbol - meanX, sample - meanY);
            (xx, xy, yy) = (xx + (x * x), xy + (x * y), yy + (y * y));
        }
        var period = xx > 0 ? xy / xx : 1;
        return (period, Math.Sqrt(Math.Max(0, yy - (period * xy)) / n) / Math.Max(period, 1e-9));
    }
}
