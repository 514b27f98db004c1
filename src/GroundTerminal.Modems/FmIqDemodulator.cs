using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>What rides on an FM carrier at an unknown place in complex baseband: an FM receiver, then the receiver for its audio.</summary>
internal sealed class FmIqDemodulator : IDemodulator
{
    private readonly BandFollower _follower;
    private readonly CandidateWatch _watch;
    private readonly Lane[] _lanes;

    /// <param name="options">Of the complex stream.</param>
    /// <param name="topHz">The highest frequency of the audio.</param>
    /// <param name="createReceiver">Makes the receiver for the audio from its options.</param>
    public FmIqDemodulator(ReceiverOptions options, double topHz, Func<ReceiverOptions, IDemodulator> createReceiver)
    {
        // Carson's rule: all but a hundredth of the power.
        var half = options.FmDeviationHz + topHz;
        _follower = new BandFollower(options, options.SampleRateHz / 40, new SearchTarget(options.FmDeviationHz + (2 * topHz), 1, Always: true));
        var analyzer = _follower.Analyzer;
        var bins = Math.Min(analyzer.Size, BandFollower.PowerOfTwo(2.5 * half / _follower.BinHz));
        var decimation = (double)analyzer.Size / bins;
        var audio = options with { SampleRateHz = options.SampleRateHz / decimation, SampleKind = SampleKind.Audio, OffsetHz = null, SearchBandwidthHz = null };
        _lanes = new Lane[_follower.Centers().Length];
        for (var i = 0; i < _lanes.Length; i++)
        {
            var band = new BandExtractor(analyzer, bins, f => Math.Abs(f * options.SampleRateHz) < half ? 1 : 0);
            _lanes[i] = new Lane(band, createReceiver(audio), decimation, audio.SampleRateHz / (2 * Math.PI), Hypotheses);
            Hypotheses += _lanes[i].Receiver.Hypotheses;
        }
        var latency = (int)(_lanes[0].Receiver.FlushSamples * decimation);
        _watch = new CandidateWatch(_follower, 0, latency);
        FlushSamples = _follower.Latency + latency;
    }

    public int Hypotheses { get; }

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes complex baseband.");

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (_follower.Next(ref samples))
        {
            _watch.Look(_follower);
            for (var i = 0; i < _lanes.Length; i++)
            {
                if (_watch.IsAwake(i))
                    _lanes[i].Receive(_follower, _follower.Centers()[i], sink);
                else
                    _lanes[i].Skip(sink);
            }
        }
    }

    public void Reset()
    {
        _follower.Reset();
        _watch.Reset();
        Array.ForEach(_lanes, l => l.Reset());
    }

    /// <summary>The FM receiver at one candidate's place, and what follows it.</summary>
    /// <param name="firstHypothesis">Where the numbers handed on with the symbols begin.</param>
    private sealed class Lane(BandExtractor band, IDemodulator receiver, double decimation, double hzPerRadian, int firstHypothesis) : ISymbolSink
    {
        private readonly FmDiscriminator _discriminator = new();
        private readonly float[] _re = new float[band.Output], _im = new float[band.Output], _audio = new float[band.Output];
        private ISymbolSink? _sink;
        private float _carrierHz;
        private long _origin, _taken;

        public IDemodulator Receiver => receiver;

        public void Receive(BandFollower follower, double center, ISymbolSink sink)
        {
            band.Extract(follower.HeldRe, follower.HeldIm, center, _re, _im);
            _discriminator.Process(_re, _im, _audio);
            // From 0 Hz of the input, a centre that moves leaves no step.
            var shift = (float)(center * follower.BinHz / hzPerRadian);
            var sum = 0f;
            foreach (ref var sample in _audio.AsSpan())
                sum += sample += shift;
            // Over many periods of the audio, what is left is the carrier's place.
            (_sink, _carrierHz) = (sink, (float)(sum / _audio.Length * hzPerRadian));
            _taken += _audio.Length;
            receiver.Process(_audio, this);
        }

        /// <summary>Leaves samples out: begins anew after them, and says how far it is.</summary>
        public void Skip(ISymbolSink sink)
        {
            if (_taken > 0)
                Restart();
            _origin += band.Output;
            for (var h = 0; h < receiver.Hypotheses; h++)
                sink.OnSymbols(firstHypothesis + h, [], new SymbolBatch(_origin * decimation, decimation, 0));
        }

        public void Reset()
        {
            Restart();
            _origin = 0;
        }

        /// <summary>Brings positions from the audio's rate to the input's, and says the FM carrier's frequency instead of the tones'.</summary>
        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) =>
            _sink!.OnSymbols(firstHypothesis + hypothesis, symbols, new SymbolBatch((_origin + batch.FirstSample) * decimation, batch.SamplesPerSymbol * decimation, _carrierHz));

        private void Restart()
        {
            (_origin, _taken) = (_origin + _taken, 0);
            band.Reset();
            _discriminator.Reset();
            receiver.Reset();
        }
    }
}
