using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Decides the symbols of FSK once more, several at a time and from the complex signal, where a simpler detector has found timing, carrier and first decisions.</summary>
/// <remarks>
/// The first decisions tell how the phase should move on from the middle of one symbol to the next: by πh after two 1s, by −πh after two 0s, else
/// not. What it moves by beyond that, averaged over a batch, corrects the carrier; by how much it differs between 1s and 0s, the modulation index h.
/// </remarks>
internal sealed class FskBlockDetector : ISymbolSink
{
    private const int MaxSymbols = 64;
    private const int Around = CpfskPatterns.Reach;

    /// <summary>Pull towards what was known before, as a part of what a full batch can say.</summary>
    private const float CarrierPrior = 0.02f, IndexPrior = 0.2f;
    private const double LeastIndex = 0.3, GreatestIndex = 1.6;

    /// <summary>A carrier that is off by more than this is corrected in the samples, not only in the correlations; turns a symbol.</summary>
    private const double CorrectedLater = 0.05;
    private readonly int _hypothesis;
    private readonly double _inputPerSample, _inputRateHz;
    private readonly double? _deviationHz;
    private readonly ToneCorrelator _correlator;
    private readonly CpfskPatterns _patterns = new();
    private readonly float[] _oneRe, _oneIm, _zeroRe, _zeroIm, _soft;
    private ISymbolSink? _sink;

    /// <param name="hypothesis">Number handed on with the symbols.</param>
    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="inputPerSample">Samples of the receiver's input to one sample here.</param>
    /// <param name="inputRateHz">The receiver's sample rate.</param>
    /// <param name="samplesAtOnce">Samples that come with one centre.</param>
    /// <param name="latencySymbols">How far the first decisions lag behind the samples.</param>
    /// <param name="deviationHz">Half the distance of the tones; null where it is to be measured.</param>
    public FskBlockDetector(int hypothesis, double samplesPerSymbol, double inputPerSample, double inputRateHz, int samplesAtOnce, int latencySymbols, double? deviationHz)
    {
        (_hypothesis, _inputPerSample, _inputRateHz, _deviationHz) = (hypothesis, inputPerSample, inputRateHz, deviationHz);
        var symbols = MaxSymbols + (2 * Around);
        _correlator = new ToneCorrelator(samplesPerSymbol, samplesAtOnce, (int)((latencySymbols + symbols) * samplesPerSymbol), symbols);
        (_oneRe, _oneIm) = (new float[symbols + 8], new float[symbols + 8]);
        (_zeroRe, _zeroIm) = (new float[symbols + 8], new float[symbols + 8]);
        _soft = new float[MaxSymbols];
    }

    /// <summary>Takes the samples that first decisions will come for.</summary>
    /// <param name="centerHz">What 0 Hz of these samples is in the receiver's input.</param>
    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double centerHz) => _correlator.Add(re, im, centerHz * _inputPerSample / _inputRateHz);

    /// <summary>Says where first decisions and own ones go.</summary>
    public void SendTo(ISymbolSink sink) => _sink = sink;

    public void Reset() => _correlator.Reset();

    /// <summary>Takes first decisions; hands them on, and then its own.</summary>
    public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
    {
        _sink!.OnSymbols(hypothesis, symbols, batch);
        var count = Math.Min(symbols.Length, MaxSymbols);
        if (count == 0)
            return;
        symbols = symbols[..count];
        var (middle, level) = Clusters(symbols);
        var carrierHz = batch.FrequencyHz + (middle * batch.LevelHz);
        var baud = _inputRateHz / batch.SamplesPerSymbol;
        var index = 2 * (_deviationHz ?? (level * batch.LevelHz)) / baud;
        if (_deviationHz is null)
            index = Math.Clamp(index, LeastIndex, GreatestIndex);
        Correlate(batch, count, carrierHz, index);
        var error = CarrierError(symbols, index);
        if (Math.Abs(error) > CorrectedLater)
        {
            carrierHz += (float)(error * baud);
            Correlate(batch, count, carrierHz, index);
            error = CarrierError(symbols, index);
        }
        carrierHz += (float)(error * baud);
        Turn(count, error);
        index += IndexError(symbols, index);
        Decide(count, index);
        _sink.OnSymbols(_hypothesis, _soft.AsSpan(0, count), batch with { FrequencyHz = carrierHz, LevelHz = (float)(index * baud / 2) });
    }

    /// <summary>The middle between the 1s' and the 0s' mean, and half their distance.</summary>
    private static (float Middle, float Level) Clusters(ReadOnlySpan<float> symbols)
    {
        float one = 0, zero = 0;
        var ones = 0;
        foreach (var symbol in symbols)
        {
            if (symbol > 0)
                (one, ones) = (one + symbol, ones + 1);
            else
                zero += symbol;
        }
        var zeros = symbols.Length - ones;
        if (ones == 0 || zeros == 0)
            return (0, 1);
        (one, zero) = (one / ones, zero / zeros);
        return ((one + zero) / 2, (one - zero) / 2);
    }

    private void Correlate(in SymbolBatch batch, int count, double carrierHz, double index)
    {
        var period = batch.SamplesPerSymbol / _inputPerSample;
        var first = (batch.FirstSample / _inputPerSample) - ((Around + 0.5) * period);
        var (carrier, deviation) = (carrierHz * _inputPerSample / _inputRateHz, index / 2 / period);
        var all = count + (2 * Around);
        _correlator.Correlate(first, period, carrier, deviation, _oneRe.AsSpan(0, all), _oneIm.AsSpan(0, all));
        _correlator.Correlate(first, period, carrier, -deviation, _zeroRe.AsSpan(0, all), _zeroIm.AsSpan(0, all));
    }

    /// <summary>How much further than it should the phase turns from symbol to symbol, turns.</summary>
    private double CarrierError(ReadOnlySpan<float> symbols, double index)
    {
        var (one, zero, change, power) = Moves(symbols);
        var (sin, cos) = Math.SinCos(Math.PI * index);
        var re = change.Re + (one.Re * cos) + (one.Im * sin) + (zero.Re * cos) - (zero.Im * sin) + (CarrierPrior * power);
        var im = change.Im + (one.Im * cos) - (one.Re * sin) + (zero.Im * cos) + (zero.Re * sin);
        return Math.Atan2(im, re) / Math.Tau;
    }

    /// <summary>What the modulation index is beyond the given one, the carrier being right.</summary>
    private double IndexError(ReadOnlySpan<float> symbols, double index)
    {
        var (one, zero, _, power) = Moves(symbols);
        var (sin, cos) = Math.SinCos(Math.PI * index);
        var re = (one.Re * cos) + (one.Im * sin) + (zero.Re * cos) - (zero.Im * sin) + (IndexPrior * power);
        var im = (one.Im * cos) - (one.Re * sin) - (zero.Im * cos) - (zero.Re * sin);
        return Math.Atan2(im, re) / Math.PI;
    }

    /// <summary>Sums of a symbol times the one before conjugated: where both are 1, both 0, or different; and what they could add up to.</summary>
    private (Complex32 One, Complex32 Zero, Complex32 Change, float Power) Moves(ReadOnlySpan<float> symbols)
    {
        Complex32 one = default, zero = default, change = default, last = default;
        var power = 1e-30f;
        for (var k = 0; k < symbols.Length; k++)
        {
            var at = k + Around;
            var now = symbols[k] > 0 ? new Complex32(_oneRe[at], _oneIm[at]) : new Complex32(_zeroRe[at], _zeroIm[at]);
            var move = now * last.Conjugate;
            last = now;
            power += now.MagnitudeSquared;
            if (k == 0)
                continue;
            if (symbols[k] > 0 != symbols[k - 1] > 0)
                change += move;
            else if (symbols[k] > 0)
                one += move;
            else
                zero += move;
        }
        return (one, zero, change, power);
    }

    /// <summary>Takes a carrier error out of the correlations.</summary>
    private void Turn(int count, double turnsPerSymbol)
    {
        for (var k = 0; k < count + (2 * Around); k++)
        {
            var (sin, cos) = MathF.SinCos((float)(-Math.Tau * turnsPerSymbol * k));
            (_oneRe[k], _oneIm[k]) = ((_oneRe[k] * cos) - (_oneIm[k] * sin), (_oneRe[k] * sin) + (_oneIm[k] * cos));
            (_zeroRe[k], _zeroIm[k]) = ((_zeroRe[k] * cos) - (_zeroIm[k] * sin), (_zeroRe[k] * sin) + (_zeroIm[k] * cos));
        }
    }

    private void Decide(int count, double index)
    {
        _patterns.Decide(_oneRe, _oneIm, _zeroRe, _zeroIm, (float)(Math.PI / 2 * index), _soft.AsSpan(0, (count + 7) & ~7));
        var sum = 1e-30f;
        foreach (var soft in _soft.AsSpan(0, count))
            sum += Math.Abs(soft);
        var gain = count / sum;
        foreach (ref var soft in _soft.AsSpan(0, count))
            soft *= gain;
    }
}
