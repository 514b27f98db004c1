using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Decides the symbols of FSK once more, several at a time and from the complex signal, where a simpler detector has found timing, carrier and first decisions.</summary>
/// <remarks>
/// Decisions tell how the phase should move on from the middle of one symbol to the next: by πh after two 1s, by −πh after two 0s, else not. What it
/// moves by beyond that, summed over a batch, corrects the carrier; by how much it differs between 1s and 0s, the modulation index h.
/// </remarks>
internal sealed class FskBlockDetector : ISymbolSink
{
    private const int MaxSymbols = 64;
    private const int Around = CpfskPatterns.Reach;

    /// <summary>Pull towards the carrier and the index that the first decisions tell, as a part of what a full batch could say.</summary>
    private const float CarrierPrior = 0.02f, IndexPrior = 0.05f;

    /// <summary>What of the sums that tell the index is kept from batch to batch: a transmitter's index is constant, its carrier is not.</summary>
    private const float Memory = 0.75f;

    /// <summary>Band filter and noise make the deviation that a discriminator shows smaller by this.</summary>
    private const double LevelLoss = 1.14;
    private const double LeastIndex = 0.3, GreatestIndex = 1.6;

    /// <summary>A carrier that is off by more than this is corrected in the samples, not only in the correlations; turns a symbol.</summary>
    private const double CorrectedLater = 0.05;

    /// <summary>Fastest drift that is taken for one, Hz/s: a low orbit's at 437 MHz overhead is 150.</summary>
    private const double MaxDriftHzPerS = 300;
    private readonly int _hypothesis;
    private readonly double _inputPerSample, _inputRateHz;
    private readonly double? _deviationHz;
    private readonly ToneCorrelator _correlator;
    private readonly CpfskPatterns _patterns = new();
    private readonly float[] _oneRe, _oneIm, _zeroRe, _zeroIm, _soft;
    private Complex32 _ones, _zeros;
    private double _lastCarrierHz, _lastSample;
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

    public void Reset()
    {
        _correlator.Reset();
        (_ones, _zeros) = (default, default);
        (_lastCarrierHz, _lastSample) = (0, 0);
    }

    /// <summary>Takes first decisions; hands them on, and then its own.</summary>
    /// <param name="batch">Where its level is 0, the carrier is taken to be at the centre of the samples.</param>
    public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
    {
        var (middle, level) = Clusters(symbols);
        var known = batch.LevelHz != 0;
        var carrierHz = known ? batch.FrequencyHz + (middle * batch.LevelHz) : _correlator.CenterAt(batch.FirstSample / _inputPerSample) * _inputRateHz / _inputPerSample;
        _sink!.OnSymbols(hypothesis, symbols, known ? batch : batch with { FrequencyHz = (float)carrierHz });
        var count = Math.Min(symbols.Length, MaxSymbols);
        if (count == 0)
            return;
        var baud = _inputRateHz / batch.SamplesPerSymbol;
        var index = 2 / baud * (_deviationHz ?? Math.Clamp(LevelLoss * level * batch.LevelHz, LeastIndex * baud / 2, GreatestIndex * baud / 2));
        (carrierHz, index) = Decide(symbols[..count], batch, carrierHz, index);
        Scale(_soft.AsSpan(0, count));
        _sink.OnSymbols(_hypothesis, _soft.AsSpan(0, count), batch with { FrequencyHz = (float)carrierHz, LevelHz = (float)(index * baud / 2) });
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

    /// <summary>Corrects carrier and index by the first decisions, decides, corrects both again by these better decisions, and decides anew.</summary>
    private (double CarrierHz, double Index) Decide(ReadOnlySpan<float> symbols, in SymbolBatch batch, double carrierHz, double index)
    {
        var count = symbols.Length;
        var baud = _inputRateHz / batch.SamplesPerSymbol;
        Correlate(batch, count, carrierHz, index);
        var moves = Moves(symbols);
        var error = moves.CarrierError(index, CarrierPrior);
        if (Math.Abs(error) > CorrectedLater)
        {
            carrierHz += error * baud;
            Correlate(batch, count, carrierHz, index);
        }
        for (var pass = 0; pass < 2; pass++)
        {
            moves = Moves(pass == 0 ? symbols : _soft.AsSpan(0, count));
            error = moves.CarrierError(index, CarrierPrior);
            carrierHz += error * baud;
            Turn(count + (2 * Around), error, pass == 0 ? Drift(batch, carrierHz) / (baud * baud) : 0);
            moves = moves.Turned(error).Remember(_ones, _zeros, Memory);
            index += moves.IndexError(index, IndexPrior);
            _patterns.Decide(_oneRe, _oneIm, _zeroRe, _zeroIm, (float)(Math.PI / 2 * index), _soft.AsSpan(0, (count + 7) & ~7));
        }
        (_ones, _zeros) = (moves.Ones, moves.Zeros);
        (_lastCarrierHz, _lastSample) = (carrierHz, batch.FirstSample);
        return (carrierHz, index);
    }

    private PhaseMoves Moves(ReadOnlySpan<float> symbols) =>
        new(symbols, _oneRe.AsSpan(Around), _oneIm.AsSpan(Around), _zeroRe.AsSpan(Around), _zeroIm.AsSpan(Around));

    /// <summary>How fast the carrier moves since the batch before, Hz/s; 0 where that cannot be a drift.</summary>
    private double Drift(in SymbolBatch batch, double carrierHz)
    {
        var drift = (carrierHz - _lastCarrierHz) * _inputRateHz / Math.Max(1, batch.FirstSample - _lastSample);
        return Math.Abs(drift) < MaxDriftHzPerS ? drift : 0;
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

    /// <summary>Takes a carrier error out of the correlations.</summary>
    /// <param name="drift">How the error grows from symbol to symbol; it is right in the middle.</param>
    private void Turn(int count, double turnsPerSymbol, double drift)
    {
        for (var k = 0; k < count; k++)
        {
            var from = k - (count / 2.0);
            var turns = from * (turnsPerSymbol + (drift / 2 * from));
            var (sin, cos) = MathF.SinCos((float)(-Math.Tau * turns));
            (_oneRe[k], _oneIm[k]) = ((_oneRe[k] * cos) - (_oneIm[k] * sin), (_oneRe[k] * sin) + (_oneIm[k] * cos));
            (_zeroRe[k], _zeroIm[k]) = ((_zeroRe[k] * cos) - (_zeroIm[k] * sin), (_zeroRe[k] * sin) + (_zeroIm[k] * cos));
        }
    }

    private static void Scale(Span<float> symbols)
    {
        var sum = 1e-30f;
        foreach (var symbol in symbols)
            sum += Math.Abs(symbol);
        var gain = symbols.Length / sum;
        foreach (ref var symbol in symbols)
            symbol *= gain;
    }
}
