using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>BPSK at an unknown carrier, from SSB audio or complex baseband: the two most likely bands are followed side by side, each with timing and carrier of its own.</summary>
internal sealed class BpskBandReceiver : IBandReceiver
{
    private const int MaxSignals = 2;
    private const double Rolloff = 0.35;

    /// <summary>A carrier that moves less than this from transform to transform, in symbol rates, drifts; one that moves more is another.</summary>
    private const double GlideSymbolRates = 0.06;

    /// <summary>Changes smaller than this are the noise of the measurement and would be noise on the signal.</summary>
    private const double DeadBandBins = 0.75;
    private readonly SquareLine _line;
    private readonly BandExtractor[] _extractors;
    private readonly Chain[] _chains;
    private readonly double[] _centers;
    private readonly CandidateWatch _watch;
    private readonly float[] _re, _im;

    /// <param name="options">Sample rate.</param>
    /// <param name="follower">The front end, which searches for <see cref="Target"/>.</param>
    /// <param name="baud">Phases a second: with Manchester code twice the symbol rate.</param>
    /// <param name="differential">Whether symbols are in the phase's changes.</param>
    /// <param name="manchester">Whether two phases are a symbol.</param>
    public BpskBandReceiver(ReceiverOptions options, BandFollower follower, double baud, bool differential, bool manchester)
    {
        var perSymbol = options.SampleRateHz / baud;
        Hypotheses = follower.Centers().Length;
        var analyzer = follower.Analyzer;
        var bins = Math.Min(analyzer.Size, BandFollower.PowerOfTwo(2.4 * baud / follower.BinHz));
        _line = new SquareLine(analyzer, bins, baud / follower.BinHz);
        _extractors = new BandExtractor[Hypotheses];
        _chains = new Chain[Hypotheses];
        var decimation = (double)analyzer.Size / bins;
        for (var s = 0; s < Hypotheses; s++)
        {
            _extractors[s] = new BandExtractor(analyzer, bins, f => RootRaisedCosineResponse(f * perSymbol), GlideSymbolRates * baud / follower.BinHz);
            _chains[s] = new Chain(perSymbol / decimation, baud, decimation, s, differential, manchester);
        }
        (_re, _im) = (new float[_extractors[0].Output], new float[_extractors[0].Output]);
        LatencySamples = (int)((_chains[0].LatencySymbols + 128) * perSymbol) + 1;
        _centers = new double[Hypotheses];
        _watch = new CandidateWatch(follower, 0, LatencySamples);
    }

    public int Hypotheses { get; }

    public int LatencySamples { get; }

    /// <summary>What a front end is to search for.</summary>
    public static SearchTarget Target(double baud) => new(baud, MaxSignals, Always: true);

    public void Receive(BandFollower follower, ISymbolSink sink)
    {
        _watch.Look(follower);
        for (var s = 0; s < Hypotheses; s++)
        {
            if (!_watch.IsAwake(s))
            {
                _chains[s].Skip(_re.Length, sink);
                continue;
            }
            var found = _line.Find(follower.HeldRe, follower.HeldIm, (int)follower.Centers()[s]);
            if (Math.Abs(found - _centers[s]) > DeadBandBins)
                _centers[s] = found;
            var center = _centers[s];
            _extractors[s].Extract(follower.HeldRe, follower.HeldIm, center, _re, _im);
            _chains[s].Process(_re, _im, center * follower.BinHz, sink);
        }
    }

    public void Reset()
    {
        _watch.Reset();
        Array.Clear(_centers);
        Array.ForEach(_extractors, e => e.Reset());
        Array.ForEach(_chains, c => c.Reset());
    }

    /// <summary>Gain at a frequency in cycles a symbol: √ of a raised cosine.</summary>
    private static double RootRaisedCosineResponse(double f)
    {
        f = Math.Abs(f);
        var edge = (1 - Rolloff) / 2;
        return f <= edge ? 1 : f >= 1 - edge ? 0 : Math.Cos(Math.PI / 2 * (f - edge) / Rolloff);
    }

    /// <summary>What one followed signal goes through.</summary>
    private sealed class Chain(double samplesPerSymbol, double baudRate, double inputPerSample, int hypothesis, bool differential, bool manchester)
    {
        private readonly PskDetector _detector = new(samplesPerSymbol, 3);
        private readonly CarrierRecovery _carrier = new();
        private readonly ManchesterPairing? _pairing = manchester ? new() : null;
        private readonly Queue _positions = new();
        private float _last;
        private long _origin, _taken;

        public double LatencySymbols => (_detector.Latency / samplesPerSymbol) + CarrierRecovery.Latency;

        public void Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double centerHz, ISymbolSink sink)
        {
            _taken += re.Length;
            while (_detector.Next(ref re, ref im))
            {
                var interval = _detector.Interval;
                for (var i = 0; i < interval.Count; i++)
                {
                    _positions.Add(interval.First + (i * interval.Period));
                    if (_carrier.Add(_detector.SymbolsRe[i], _detector.SymbolsIm[i]))
                        Emit(interval.Period, centerHz, sink);
                }
            }
        }

        /// <summary>Leaves samples out: begins anew after them, and says how far it is.</summary>
        public void Skip(int samples, ISymbolSink sink)
        {
            if (_taken > 0)
                Restart();
            _origin += samples;
            sink.OnSymbols(hypothesis, [], new SymbolBatch(_origin * inputPerSample, samplesPerSymbol * inputPerSample, 0));
        }

        public void Reset()
        {
            Restart();
            _origin = 0;
        }

        private void Restart()
        {
            (_origin, _taken) = (_origin + _taken, 0);
            _detector.Reset();
            _carrier.Reset();
            _pairing?.Reset();
            _positions.Reset();
            _last = 0;
        }

        private void Emit(double period, double centerHz, ISymbolSink sink)
        {
            var first = _positions.Take(32);
            var soft = _carrier.Soft;
            var count = soft.Length;
            if (_pairing is not null)
            {
                count = _pairing.Process(soft, out var lead);
                (first, period) = (first + (lead * period), 2 * period);
            }
            if (differential)
                Differences(soft[..count]);
            sink.OnSymbols(hypothesis, soft[..count], new SymbolBatch((_origin + first) * inputPerSample, period * inputPerSample, (float)(centerHz + (_carrier.Frequency * baudRate))));
        }

        /// <summary>The same sign again is a 1, with Manchester coding a change (docs/decisions/0003); it is as sure as the less sure of the two symbols.</summary>
        private void Differences(Span<float> soft)
        {
            foreach (ref var symbol in soft)
            {
                var now = symbol;
                symbol = MathF.CopySign(Math.Min(Math.Abs(now), Math.Abs(_last)), manchester ? -now * _last : now * _last);
                _last = now;
            }
        }
    }

    /// <summary>Positions of the symbols that are inside the carrier recovery.</summary>
    private sealed class Queue
    {
        private readonly double[] _ring = new double[1024];
        private long _added = CarrierRecovery.Lead, _taken;

        public void Add(double position) => _ring[(int)(_added++ & 1023)] = position;

        public double Take(int count)
        {
            var first = _ring[(int)(_taken & 1023)];
            _taken += count;
            return first;
        }

        public void Reset() => (_added, _taken) = (CarrierRecovery.Lead, 0);
    }
}
