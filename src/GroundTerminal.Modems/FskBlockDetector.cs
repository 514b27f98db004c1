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

    /// <summary>What of the sums that tell the index is kept from batch to batch: a transmitter's index is constant.</summary>
    private const float Memory = 0.75f;

    /// <summary>
    /// What is kept at the most of the sum that tells the carrier. One batch can be explained by a wrong carrier, too: n wrong decisions of 32 look like n·h/32 turns a symbol, which with an index of 0.25 was taken for the
    /// carrier in one batch of nine at Es/N0 = 10 dB. Slow symbols keep less, so that what <see cref="MaxDriftHzPerS"/> moves meanwhile stays below <see cref="MovedMeanwhile"/> turns a symbol.
    /// </summary>
    private const float CarrierMemory = 0.8f;
    private const double MovedMeanwhile = 0.005, BatchSymbols = 32;

    /// <summary>A carrier further away, in turns a symbol, is another signal's.</summary>
    private const double SameCarrier = 0.05;

    /// <summary>Band filter and noise make the deviation that a discriminator shows smaller by this.</summary>
    private const double LevelLoss = 1.14;
    /// <summary>A carrier that is off by more than this is corrected in the samples, not only in the correlations; turns a symbol.</summary>
    private const double CorrectedLater = 0.05;

    /// <summary>Fastest drift that is taken for one, Hz/s: a low orbit's at 437 MHz overhead is 150.</summary>
    private const double MaxDriftHzPerS = 300;

    /// <summary>
    /// First decisions below this are noise and not worth more work: level² over variance, averaged over some batches. Noise behind a
    /// discriminator gives 2 to 3.4, Gaussian noise 1.75; a signal with one bit in ten wrong, where a strong code can still save a frame, 3.7.
    /// </summary>
    private const float LeastQuality = 3.2f, LeastGaussianQuality = 2.1f;

    /// <summary>
    /// With an index this small first decisions are so much worse than those of several symbols together that less will do: at 0.25 and Es/N0 = 10 dB they have a quality of 2.8 and one symbol in 22
    /// wrong, seven symbols together one in 85.
    /// </summary>
    private const float LeastQualityOfSmallIndex = 2.3f;
    private const double SmallIndex = 0.4;

    /// <summary>And one batch by itself by this factor better.</summary>
    private const float AtOnce = 1.6f;

    /// <summary>
    /// First decisions are beyond doubt where they have this quality and none is as near to the threshold as this part of the level: a wrong one would be out by 1.4 times the level, 5.6σ. And where the
    /// power never falls below this part of its mean: when noise takes the signal past 0, the phase goes round once more or less, and a wrong decision looks like a good one (a click).
    /// </summary>
    private const float CertainQuality = 16, CertainLevel = 0.4f, CertainPower = 0.25f;
    private readonly int _hypothesis;
    private readonly double _inputPerSample, _inputRateHz;
    private readonly double? _deviationHz;
    private readonly TonePairCorrelator _correlator;
    private readonly CpfskPatterns _patterns = new(MaxSymbols);
    private readonly Complex32[] _one, _zero;
    private readonly float[] _soft, _turns, _cos, _sin;
    private readonly double _leastIndex, _greatestIndex;
    private readonly float _carrierMemory;
    private Complex32 _ones, _zeros;
    private float _carrierWeight;
    private float _quality;
    private double _lastCarrierHz, _lastSample;
    private ISymbolSink? _sink;

    /// <param name="hypothesis">Number handed on with the symbols.</param>
    /// <param name="samplesPerSymbol">Samples a symbol.</param>
    /// <param name="inputPerSample">Samples of the receiver's input to one sample here.</param>
    /// <param name="inputRateHz">The receiver's sample rate.</param>
    /// <param name="samplesAtOnce">Samples that come with one centre.</param>
    /// <param name="latencySymbols">How far the first decisions lag behind the samples.</param>
    /// <param name="deviationHz">Half the distance of the tones; null where it is to be measured.</param>
    /// <param name="leastIndex">Where a smaller modulation index is measured, first decisions are left as they are.</param>
    /// <param name="greatestIndex">Where a greater one is measured, likewise.</param>
    public FskBlockDetector(
        int hypothesis, double samplesPerSymbol, double inputPerSample, double inputRateHz, int samplesAtOnce, int latencySymbols, double? deviationHz, double leastIndex = 0, double greatestIndex = double.MaxValue)
    {
        (_leastIndex, _greatestIndex) = (leastIndex, greatestIndex);
        (_hypothesis, _inputPerSample, _inputRateHz, _deviationHz) = (hypothesis, inputPerSample, inputRateHz, deviationHz);
        var batches = MovedMeanwhile / MaxDriftHzPerS / BatchSymbols * Math.Pow(inputRateHz / (samplesPerSymbol * inputPerSample), 2);
        _carrierMemory = Math.Min(CarrierMemory, (float)(batches / (1 + batches)));
        var symbols = MaxSymbols + (2 * Around);
        _correlator = new TonePairCorrelator(samplesPerSymbol, samplesAtOnce, (int)((latencySymbols + symbols) * samplesPerSymbol), symbols);
        (_one, _zero) = (new Complex32[symbols], new Complex32[symbols]);
        (_turns, _cos, _sin) = (new float[symbols], new float[symbols], new float[symbols]);
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
        (_lastCarrierHz, _lastSample, _quality, _carrierWeight) = (0, 0, 0, 0);
    }

    /// <summary>Takes first decisions; hands them on, and then its own.</summary>
    /// <param name="batch">Where its level is 0, the carrier is taken to be at the centre of the samples.</param>
    public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
    {
        if (symbols.IsEmpty)
        {
            _carrierWeight = 0;
            _sink!.OnSymbols(hypothesis, symbols, batch);
            _sink.OnSymbols(_hypothesis, symbols, batch);
            return;
        }
        var levels = SymbolLevels.Of(symbols);
        var known = batch.LevelHz != 0;
        var carrierHz = known ? batch.FrequencyHz + (levels.Middle * batch.LevelHz) : _correlator.CenterAt(batch.FirstSample / _inputPerSample) * _inputRateHz / _inputPerSample;
        var baud = _inputRateHz / batch.SamplesPerSymbol;
        // What was found last is better than where the band happens to have its centre.
        var first = known ? batch : batch with { FrequencyHz = (float)(Math.Abs(_lastCarrierHz - carrierHz) < baud / 2 ? _lastCarrierHz : carrierHz) };
        _sink!.OnSymbols(hypothesis, symbols, first);
        var count = Math.Min(symbols.Length, MaxSymbols);
        var index = 2 / baud * (_deviationHz ?? (LevelLoss * levels.Level * batch.LevelHz));
        var least = !known ? LeastGaussianQuality : index < SmallIndex ? LeastQualityOfSmallIndex : LeastQuality;
        if (!Worthwhile(levels, least) || index < _leastIndex || index > _greatestIndex || (known && IsBeyondDoubt(symbols[..count], levels, batch)))
        {
            _carrierWeight *= _carrierMemory;
            _sink.OnSymbols(_hypothesis, symbols, first);
            return;
        }
        (carrierHz, index) = Decide(symbols[..count], batch, carrierHz, index);
        if (!double.IsFinite(carrierHz + index))
        {
            (_ones, _zeros, _lastCarrierHz, _carrierWeight) = (default, default, 0, 0);
            _sink.OnSymbols(_hypothesis, symbols, first);
            return;
        }
        Scale(_soft.AsSpan(0, count));
        _sink.OnSymbols(_hypothesis, _soft.AsSpan(0, count), batch with { FrequencyHz = (float)carrierHz, LevelHz = (float)(index * baud / 2) });
    }

    private bool Worthwhile(in SymbolLevels levels, float least)
    {
        if (!float.IsFinite(levels.Quality))
            return false;
        // Bounded, so that a few good symbols by chance do not count for long.
        _quality = (Memory * _quality) + ((1 - Memory) * Math.Min(levels.Quality, 3 * least));
        return levels.Quality >= AtOnce * least || _quality >= least;
    }

    private bool IsBeyondDoubt(ReadOnlySpan<float> symbols, in SymbolLevels levels, in SymbolBatch batch)
    {
        if (levels.Quality < CertainQuality)
            return false;
        var least = levels.Level;
        foreach (var symbol in symbols)
            least = Math.Min(least, Math.Abs(symbol));
        var period = batch.SamplesPerSymbol / _inputPerSample;
        return least > CertainLevel * levels.Level && _correlator.LeastPower((batch.FirstSample / _inputPerSample) - (period / 2), symbols.Length * period) > CertainPower;
    }

    /// <summary>Corrects carrier and index by the first decisions and decides; where that changes decisions, once more by the better ones.</summary>
    private (double CarrierHz, double Index) Decide(ReadOnlySpan<float> symbols, in SymbolBatch batch, double carrierHz, double index)
    {
        var all = symbols.Length + (2 * Around);
        var one = _one.AsSpan(0, all);
        var zero = _zero.AsSpan(0, all);
        var soft = _soft.AsSpan(0, symbols.Length);
        var baud = _inputRateHz / batch.SamplesPerSymbol;
        Correlate(batch, all, carrierHz, index);
        var moves = PhaseMoves.Measure(symbols, one[Around..], zero[Around..]);
        var error = CarrierError(moves, index, carrierHz, baud);
        if (Math.Abs(error) > CorrectedLater)
        {
            carrierHz += error * baud;
            Correlate(batch, all, carrierHz, index);
            moves = PhaseMoves.Measure(symbols, one[Around..], zero[Around..]);
            error = CarrierError(moves, index, carrierHz, baud);
        }
        var drift = Drift(batch, carrierHz + (error * baud)) / (baud * baud);
        for (var pass = 0; pass < 2; pass++)
        {
            carrierHz += error * baud;
            Turn(all, error, pass == 0 ? drift : 0);
            moves = moves.Turned(error).Remember(_ones, _zeros, Memory);
            index += moves.IndexError(index, IndexPrior);
            _patterns.Decide(one, zero, (float)(Math.PI / 2 * index), _soft);
            if (pass > 0 || SameDecisions(symbols, soft))
                break;
            moves = PhaseMoves.Measure(soft, one[Around..], zero[Around..]);
            error = CarrierError(moves, index, carrierHz, baud);
        }
        (_ones, _zeros) = (moves.Ones, moves.Zeros);
        _carrierWeight = (_carrierMemory * _carrierWeight) + moves.Beyond(index).Magnitude;
        (_lastCarrierHz, _lastSample) = (carrierHz, batch.FirstSample);
        return (carrierHz, index);
    }

    /// <summary>How far the carrier is off, turns a symbol, by this batch and the ones before.</summary>
    private double CarrierError(in PhaseMoves moves, double index, double carrierHz, double baud)
    {
        var away = (_lastCarrierHz - carrierHz) / baud;
        var before = Math.Abs(away) < SameCarrier ? Complex32.FromPhase(Math.Tau * away) * (_carrierMemory * _carrierWeight) : default;
        return (moves.Beyond(index) + before + new Complex32(CarrierPrior, 0)).Phase / Math.Tau;
    }

    private static bool SameDecisions(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var same = true;
        for (var k = 0; k < a.Length; k++)
            same &= (a[k] > 0) == (b[k] > 0);
        return same;
    }

    /// <summary>How fast the carrier moves since the batch before, Hz/s; 0 where that cannot be a drift.</summary>
    private double Drift(in SymbolBatch batch, double carrierHz)
    {
        var drift = (carrierHz - _lastCarrierHz) * _inputRateHz / Math.Max(1, batch.FirstSample - _lastSample);
        return Math.Abs(drift) < MaxDriftHzPerS ? drift : 0;
    }

    private void Correlate(in SymbolBatch batch, int all, double carrierHz, double index)
    {
        var period = batch.SamplesPerSymbol / _inputPerSample;
        var first = (batch.FirstSample / _inputPerSample) - ((Around + 0.5) * period);
        _correlator.Correlate(first, period, carrierHz * _inputPerSample / _inputRateHz, index / 2 / period, _one.AsSpan(0, all), _zero.AsSpan(0, all));
    }

    /// <summary>Takes a carrier error out of the correlations.</summary>
    /// <param name="drift">How the error grows from symbol to symbol; it is right in the middle.</param>
    private void Turn(int count, double turnsPerSymbol, double drift)
    {
        for (var k = 0; k < count; k++)
        {
            var from = k - (count / 2.0);
            _turns[k] = (float)(-from * (turnsPerSymbol + (drift / 2 * from)));
        }
        Phasor.FromTurns(_turns.AsSpan(0, count), _cos, _sin);
        for (var k = 0; k < count; k++)
        {
            var turn = new Complex32(_cos[k], _sin[k]);
            (_one[k], _zero[k]) = (_one[k] * turn, _zero[k] * turn);
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
