namespace GroundTerminal.Dsp;

/// <summary>Symbol timing: a matched filter read at the symbol instants, which a loop follows.</summary>
/// <remarks>
/// Error by F. Gardner, "A BPSK/QPSK timing-error detector for sampled receivers", IEEE Trans. Commun. 34(5), 1986: Re{(y[k] − y[k−1])·y*[k−½]}, over the mean
/// power; a loop of second order, of damping 0.7 (M. Rice, Digital Communications: A Discrete-Time Approach, §8.4, appendix C).
/// </remarks>
public sealed class SymbolSynchronizer
{
    private const double PowerShare = 1.0 / 64;
    private readonly PolyphaseTable _filter;
    private readonly SampleWindow _window;
    private readonly double _nominal, _range, _proportional, _integral;
    private double _period, _power;
    private Complex32 _last, _middle;
    private bool _atMiddle;

    /// <param name="filter">The matched filter at the input's rate: <see cref="PolyphaseTable.RootRaisedCosine"/>.</param>
    /// <param name="samplesPerSymbol">Samples a symbol, 1.5 or more.</param>
    /// <param name="loopBandwidth">Noise bandwidth of the loop over the symbol rate, 0.0001 to 0.1.</param>
    /// <param name="range">Largest deviation of the symbol rate that is followed, over the rate, 0 to 0.2.</param>
    public SymbolSynchronizer(PolyphaseTable filter, double samplesPerSymbol, double loopBandwidth = 0.01, double range = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samplesPerSymbol, 1.5);
        ArgumentOutOfRangeException.ThrowIfNotEqual(loopBandwidth is >= 0.0001 and <= 0.1, true, nameof(loopBandwidth));
        ArgumentOutOfRangeException.ThrowIfNotEqual(range is >= 0 and <= 0.2, true, nameof(range));
        (_filter, _nominal, _range) = (filter, samplesPerSymbol, range * samplesPerSymbol);
        const double Damping = 0.7071, DetectorGain = 2;
        var theta = loopBandwidth / (Damping + (0.25 / Damping));
        var scale = samplesPerSymbol / (DetectorGain * (1 + (2 * Damping * theta) + (theta * theta)));
        (_proportional, _integral) = (4 * Damping * theta * scale, 4 * theta * theta * scale);
        _window = new SampleWindow(filter.Length);
        Reset();
    }

    /// <summary>Samples a symbol, as the loop has it.</summary>
    public double SamplesPerSymbol => _period;

    /// <summary>Most symbols that so many samples can become.</summary>
    public int MaxOutput(int inputs) => (int)(inputs / (_nominal - _range - (_nominal / 4))) + 2;

    /// <summary>Takes samples.</summary>
    /// <param name="symbols">At least MaxOutput(input.Length) long.</param>
    /// <returns>Symbols written.</returns>
    public int Process(ReadOnlySpan<Complex32> input, Span<Complex32> symbols)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var n = Math.Min(input.Length, SampleWindow.Chunk);
            _window.Add(input[..n]);
            while (_window.Reaches)
            {
                var y = _filter.Interpolate(_window.Re, _window.Im, _window.Fraction);
                var advance = _period / 2;
                if (_atMiddle)
                    _middle = y;
                else
                {
                    symbols[written++] = y;
                    advance += Correction(y);
                }
                _atMiddle = !_atMiddle;
                _window.Position += (UInt128)(ulong)(advance * (1L << 40)) << 24;
            }
            _window.Drop();
            input = input[n..];
        }
        return written;
    }

    /// <summary>Forgets the stream so far.</summary>
    public void Reset()
    {
        (_period, _power, _last, _middle, _atMiddle) = (_nominal, 0, default, default, false);
        _window.Restart(0);
    }

    private double Correction(Complex32 y)
    {
        var power = y.MagnitudeSquared;
        _power = _power == 0 ? power : _power + (PowerShare * (power - _power));
        var change = y - _last;
        _last = y;
        var error = _power > 0 ? ((change.Re * _middle.Re) + (change.Im * _middle.Im)) / _power : 0;
        error = Math.Clamp(error, -1, 1);
        _period = Math.Clamp(_period - (_integral * error), _nominal - _range, _nominal + _range);
        return -_proportional * error;
    }
}
