using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What rides on an FM carrier at an unknown place in complex baseband: an FM receiver, then the receiver for its audio.</summary>
internal sealed class FmIqDemodulator : IDemodulator
{
    private readonly BandFollower _follower;
    private readonly BandExtractor _band;
    private readonly FmDiscriminator _discriminator = new();
    private readonly IDemodulator _receiver;
    private readonly Rescaler _rescaler;
    private readonly float[] _re, _im, _audio;
    private readonly double _hzPerRadian;

    /// <param name="options">Of the complex stream.</param>
    /// <param name="topHz">The highest frequency of the audio.</param>
    /// <param name="createReceiver">Makes the receiver for the audio from its options.</param>
    public FmIqDemodulator(ReceiverOptions options, double topHz, Func<ReceiverOptions, IDemodulator> createReceiver)
    {
        // Carson's rule: all but a hundredth of the power.
        var half = options.FmDeviationHz + topHz;
        _follower = new BandFollower(options, options.SampleRateHz / 40, new SearchTarget(options.FmDeviationHz + (2 * topHz), 1));
        var analyzer = _follower.Analyzer;
        var bins = Math.Min(analyzer.Size, BandFollower.PowerOfTwo(2.5 * half / _follower.BinHz));
        _band = new BandExtractor(analyzer, bins, f => Math.Abs(f * options.SampleRateHz) < half ? 1 : 0);
        var decimation = (double)analyzer.Size / bins;
        _receiver = createReceiver(options with { SampleRateHz = options.SampleRateHz / decimation, SampleKind = SampleKind.Audio, OffsetHz = null, SearchBandwidthHz = null });
        _hzPerRadian = options.SampleRateHz / decimation / (2 * Math.PI);
        _rescaler = new Rescaler(decimation);
        _re = new float[_band.Output];
        (_im, _audio) = (new float[_re.Length], new float[_re.Length]);
        FlushSamples = _follower.Latency + (int)(_receiver.FlushSamples * decimation);
    }

    public int Hypotheses => _receiver.Hypotheses;

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes complex baseband.");

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (_follower.Next(ref samples))
        {
            var center = _follower.Centers()[0];
            _band.Extract(_follower.HeldRe, _follower.HeldIm, center, _re, _im);
            _discriminator.Process(_re, _im, _audio);
            // From 0 Hz of the input, a centre that moves leaves no step.
            var shift = (float)(center * _follower.BinHz / _hzPerRadian);
            foreach (ref var sample in _audio.AsSpan())
                sample += shift;
            _rescaler.Set(sink, (float)(Mean(_audio) * _hzPerRadian));
            _receiver.Process(_audio, _rescaler);
        }
    }

    public void Reset()
    {
        _follower.Reset();
        _band.Reset();
        _discriminator.Reset();
        _receiver.Reset();
    }

    /// <summary>Over many periods of the audio, what is left is the carrier's place.</summary>
    private static float Mean(float[] audio)
    {
        var sum = 0f;
        foreach (var sample in audio)
            sum += sample;
        return sum / audio.Length;
    }

    /// <summary>Brings positions from the audio's rate to the input's, and says the FM carrier's frequency instead of the tones'.</summary>
    private sealed class Rescaler(double decimation) : ISymbolSink
    {
        private ISymbolSink? _sink;
        private float _carrierHz;

        public void Set(ISymbolSink sink, float carrierHz) => (_sink, _carrierHz) = (sink, carrierHz);

        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) =>
            _sink!.OnSymbols(hypothesis, symbols, new SymbolBatch(batch.FirstSample * decimation, batch.SamplesPerSymbol * decimation, _carrierHz));
    }
}
