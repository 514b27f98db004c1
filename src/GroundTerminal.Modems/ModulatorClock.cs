namespace GroundTerminal.Modems;

/// <summary>Where the present sample stands within its symbol, by integer arithmetic: no error adds up however long the stream is.</summary>
/// <remarks>Both rates are kept to 1 µHz, so 48 000 Hz and 9600 baud, or 22 050 Hz and 1200.5 baud, are exact ratios.</remarks>
internal struct ModulatorClock
{
    private readonly ulong _step, _wrap;
    private readonly double _scale;
    private ulong _position;

    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0 and below 10 GHz, or there are fewer than <paramref name="minSamplesPerSymbol"/> samples a symbol.</exception>
    public ModulatorClock(double sampleRateHz, double baudRate, double minSamplesPerSymbol)
    {
        if (!(sampleRateHz > 0 && sampleRateHz < 1e10))
            throw new ArgumentOutOfRangeException(nameof(sampleRateHz), sampleRateHz, "Sample rate: above 0 and below 10 GHz is expected.");
        if (!(baudRate > 0 && baudRate * minSamplesPerSymbol <= sampleRateHz))
            throw new ArgumentOutOfRangeException(nameof(baudRate), baudRate, $"Baud rate: above 0 and at most 1/{minSamplesPerSymbol} of the sample rate is expected.");
        _step = (ulong)Math.Round(baudRate * 1e6);
        _wrap = (ulong)Math.Round(sampleRateHz * 1e6);
        _scale = 1.0 / _wrap;
    }

    /// <summary>Samples a symbol, on average.</summary>
    public readonly double SamplesPerSymbol => (double)_wrap / _step;

    /// <summary>The part of the symbol that is over at the present sample, 0 to below 1.</summary>
    public readonly double Fraction => _position * _scale;

    /// <summary>Most samples that so many symbols can take.</summary>
    public readonly int MaxSamples(int symbols) => (int)Math.Ceiling(symbols * SamplesPerSymbol) + 1;

    /// <summary>Goes on by one sample.</summary>
    /// <returns>True where a new symbol begins there.</returns>
    public bool Advance()
    {
        _position += _step;
        if (_position < _wrap)
            return false;
        _position -= _wrap;
        return true;
    }

    /// <summary>Back to the beginning of a symbol.</summary>
    public void Reset() => _position = 0;
}
