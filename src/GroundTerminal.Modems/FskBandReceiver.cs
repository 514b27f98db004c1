using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>FSK on a carrier, from complex baseband at an unknown place or from audio tones at a known one: band filters, discriminator, matched filters.</summary>
internal sealed class FskBandReceiver : IBandReceiver
{
    private const int MaxSignals = 2;

    /// <summary>Modulation indices that are believed where they are measured, and those up to which the narrower and from which on the wider band is used.</summary>
    private const double LeastIndex = 0.2, GreatestIndex = 1.6, NarrowIndex = 1.0, WideIndex = 0.74;

    /// <summary>
    /// Width that holds nine tenths of the power up to an index of 0.6, less from 0.9 on, and from the centre to where power is looked for: in baud rates. What stays within it needs no band for
    /// larger indices.
    /// </summary>
    private const double NarrowWidth = 1.0, WideReach = 1.2;
    private readonly int _target, _firstHypothesis;
    private readonly BandExtractor[] _bands;
    private readonly FmDiscriminator[] _discriminators;
    private readonly Branch[] _branches;
    private readonly FskBlockDetector?[] _blocks;
    private readonly int _signals;
    private readonly CandidateWatch[] _watches;
    private readonly float[] _re, _im, _hz;
    private readonly float _hzPerRadian;

    /// <param name="options">Sample rate, symbol rate and framings.</param>
    /// <param name="follower">The front end.</param>
    /// <param name="target">Which of its targets the signal is.</param>
    /// <param name="deviationsHz">Deviations tried side by side, above 0, rising.</param>
    /// <param name="coherence">Whether several symbols are also decided together, which asks for a phase that goes on steadily.</param>
    /// <param name="firstHypothesis">Where the numbers handed on with the symbols begin.</param>
    /// <param name="narrower">Signals that another receiver receives, as <see cref="CandidateWatch"/> takes them.</param>
    public FskBandReceiver(
        ReceiverOptions options, BandFollower follower, int target, double[] deviationsHz, bool coherence, int firstHypothesis = 0, (double WidthHz, double WithinHz)? narrower = null)
    {
        (_target, _firstHypothesis) = (target, firstHypothesis);
        var (baud, deviations) = (options.BaudRate, deviationsHz);
        var perSymbol = options.SampleRateHz / baud;
        _signals = follower.Centers(target).Length;
        var analyzer = follower.Analyzer;
        var widest = HalfWidthHz(deviations[^1], baud, coherence);
        var bins = Math.Min(analyzer.Size, BandFollower.PowerOfTwo(Math.Max(4 * baud, 2.5 * widest) / follower.BinHz));
        var decimation = (double)analyzer.Size / bins;
        _hzPerRadian = (float)(options.SampleRateHz / decimation / (2 * Math.PI));
        _bands = new BandExtractor[_signals * deviations.Length];
        _discriminators = new FmDiscriminator[_bands.Length];
        _branches = new Branch[_bands.Length];
        _blocks = new FskBlockDetector?[_bands.Length];
        for (var b = 0; b < _bands.Length; b++)
        {
            var half = HalfWidthHz(deviations[b / _signals], baud, coherence);
            _bands[b] = new BandExtractor(analyzer, bins, f => Edge(Math.Abs(f * options.SampleRateHz) / half));
            _discriminators[b] = new FmDiscriminator();
            // Where symbols are also decided together, the shape of the filter for the first decisions matters little.
            _branches[b] = new Branch(firstHypothesis + Hypotheses, coherence ? 1 : 2, perSymbol / decimation, decimation, _bands[b].Output, options.HasLongRuns);
            Hypotheses += _branches[b].Hypotheses;
            if (coherence)
                _blocks[b] = Block(options, deviations, b / _signals, decimation, _branches[b].Latency, _bands[b].Output);
        }
        _re = new float[_bands[0].Output];
        (_im, _hz) = (new float[_re.Length], new float[_re.Length]);
        LatencySamples = (int)((_branches[0].Latency * decimation) + (80 * perSymbol));
        _watches = new CandidateWatch[deviations.Length];
        // While symbols are the same for long, every signal is narrow.
        for (var d = 0; d < _watches.Length; d++)
            _watches[d] = new CandidateWatch(follower, target, LatencySamples, options.HasLongRuns ? null : d > 0 ? (NarrowWidth * baud, WideReach * baud) : narrower);
    }

    public int Hypotheses { get; private set; }

    public int LatencySamples { get; }

    /// <summary>What a front end is to search for.</summary>
    /// <param name="deviationHz">The least that is tried.</param>
    /// <param name="baudRate">Symbol rate.</param>
    public static SearchTarget Target(double deviationHz, double baudRate) => new((2 * deviationHz) + (0.7 * baudRate), MaxSignals);

    public void Receive(BandFollower follower, ISymbolSink sink)
    {
        foreach (var watch in _watches)
            watch.Look(follower);
        for (var b = 0; b < _bands.Length; b++)
        {
            var center = follower.Centers(_target)[b % _signals];
            if (!_watches[b / _signals].IsAwake(b % _signals))
            {
                Skip(b, center * follower.BinHz, sink);
                continue;
            }
            _bands[b].Extract(follower.HeldRe, follower.HeldIm, center, _re, _im);
            _discriminators[b].Process(_re, _im, _hz);
            // In Hz of the input stream, a centre that moves leaves no step.
            var hz = (float)(center * follower.BinHz);
            for (var i = 0; i < _hz.Length; i++)
                _hz[i] = (_hz[i] * _hzPerRadian) + hz;
            _blocks[b]?.Add(_re, _im, hz);
            _branches[b].Process(_hz, sink, _blocks[b]);
        }
    }

    public void Reset()
    {
        Array.ForEach(_watches, w => w.Reset());
        Array.ForEach(_bands, b => b.Reset());
        Array.ForEach(_discriminators, d => d.Reset());
        Array.ForEach(_branches, b => b.Reset());
        Array.ForEach(_blocks, b => b?.Reset());
    }

    private FskBlockDetector Block(ReceiverOptions options, double[] deviations, int deviation, double decimation, int latency, int samplesAtOnce)
    {
        var perSymbol = options.SampleRateHz / options.BaudRate / decimation;
        // Each band serves an index near its own; they overlap, since the index is measured batch by batch.
        var (least, greatest) = deviation == 0 ? (LeastIndex, NarrowIndex) : (WideIndex, GreatestIndex);
        return deviations.Length == 1
            ? new FskBlockDetector(_firstHypothesis + Hypotheses++, perSymbol, decimation, options.SampleRateHz, samplesAtOnce, (int)(latency / perSymbol) + 1, deviations[0])
            : new FskBlockDetector(_firstHypothesis + Hypotheses++, perSymbol, decimation, options.SampleRateHz, samplesAtOnce, (int)(latency / perSymbol) + 1, null, least, greatest);
    }

    /// <summary>
    /// Half the width of the band filter at −6 dB: the tones and enough of the keying's side bands, no more, since a discriminator's threshold is set by
    /// all noise that passes. Where symbols are decided together, noise beside the tones does no harm, and with a large or a very small index much of the signal is there.
    /// </summary>
    private static double HalfWidthHz(double deviationHz, double baudRate, bool coherence) =>
        deviationHz + (coherence ? Math.Clamp(Math.Max(1.4 * deviationHz, (0.75 * baudRate) - (1.4 * deviationHz)), 0.4 * baudRate, 0.7 * baudRate) : 0.4 * baudRate);

    /// <summary>Gain over frequency in half widths: flat, then a raised cosine from 0.75 to 1.25.</summary>
    private static double Edge(double f) => f < 0.75 ? 1 : f > 1.25 ? 0 : 0.5 * (1 + Math.Cos(Math.PI * (f - 0.75) / 0.5));

    private void Skip(int band, double centerHz, ISymbolSink sink)
    {
        _discriminators[band].Reset();
        Array.Clear(_re);
        Array.Clear(_im);
        _blocks[band]?.Add(_re, _im, centerHz);
        _branches[band].Skip(_re.Length, sink, _blocks[band]);
    }

    /// <summary>The matched filters after one discriminator, and their detectors.</summary>
    private sealed class Branch
    {
        private readonly FirFilter[] _filters;
        private readonly NrzDetector[] _detectors;
        private readonly float[] _filtered;

        public Branch(int hypothesis, int count, double samplesPerSymbol, double inputPerSample, int samplesAtOnce, bool longRuns)
        {
            _filtered = new float[samplesAtOnce + 1];
            float[][] shapes = [FilterDesign.Boxcar(samplesPerSymbol), FilterDesign.LowPass(0.6 / samplesPerSymbol, (int)(2.5 * samplesPerSymbol) | 1)];
            _filters = Array.ConvertAll(shapes[..count], s => new FirFilter(s));
            _detectors = new NrzDetector[count];
            for (var i = 0; i < count; i++)
                _detectors[i] = new NrzDetector(hypothesis + i, samplesPerSymbol, 3, inputPerSample, -(shapes[i].Length / 2.0 * inputPerSample), hzPerUnit: 1, longRuns);
        }

        public int Hypotheses => _detectors.Length;

        public int Latency => _detectors[0].Latency;

        public void Process(ReadOnlySpan<float> hz, ISymbolSink sink, FskBlockDetector? block)
        {
            block?.SendTo(sink);
            for (var i = 0; i < _detectors.Length; i++)
                _detectors[i].Process(_filtered.AsSpan(0, _filters[i].Process(hz, _filtered)), i == 0 && block is not null ? block : sink);
        }

        public void Skip(int samples, ISymbolSink sink, FskBlockDetector? block)
        {
            block?.SendTo(sink);
            for (var i = 0; i < _detectors.Length; i++)
            {
                _filters[i].Reset();
                _detectors[i].Skip(samples, i == 0 && block is not null ? block : sink);
            }
        }

        public void Reset()
        {
            Array.ForEach(_filters, f => f.Reset());
            Array.ForEach(_detectors, d => d.Reset());
        }
    }
}
