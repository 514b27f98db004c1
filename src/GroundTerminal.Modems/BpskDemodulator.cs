using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>BPSK at an unknown carrier, from SSB audio or complex baseband: the two most likely bands are followed side by side, each with timing and carrier of its own.</summary>
internal sealed class BpskDemodulator : IDemodulator
{
    private const int Signals = 2;
    private const double Rolloff = 0.35;
    private readonly SpectrumAnalyzer _analyzer;
    private readonly CarrierSearch _search;
    private readonly BandExtractor[] _extractors;
    private readonly SquareLine _line;
    private readonly Chain[] _chains;
    private readonly float[] _power, _heldRe, _heldIm, _bandRe, _bandIm;
    private readonly double _binHz;
    private readonly int _firstBin;

    public BpskDemodulator(ReceiverOptions options)
    {
        var (rate, baud) = (options.SampleRateHz, options.BaudRate);
        var real = options.SampleKind == SampleKind.Audio;
        var size = PowerOfTwo(64 * rate / baud);
        _analyzer = new SpectrumAnalyzer(size, real);
        _binHz = rate / size;
        _firstBin = real ? 0 : -size / 2;
        _power = new float[real ? size / 2 : size];
        _search = MakeSearch(options, real);
        var bins = Math.Min(size, PowerOfTwo(4 * baud / _binHz));
        var perSymbol = rate / baud * bins / size;
        _line = new SquareLine(_analyzer, bins, baud / _binHz);
        _extractors = new BandExtractor[Signals];
        _chains = new Chain[Signals];
        for (var s = 0; s < Signals; s++)
            _extractors[s] = new BandExtractor(_analyzer, bins, f => RootRaisedCosineResponse(f * rate / baud));
        for (var s = 0; s < Signals; s++)
            _chains[s] = new Chain(perSymbol, baud, (double)size / bins, options.Modulation.StartsWith('D'), s);
        (_heldRe, _heldIm) = (new float[size], new float[size]);
        (_bandRe, _bandIm) = (new float[_extractors[0].Output], new float[_extractors[0].Output]);
        FlushSamples = (2 * _analyzer.Step) + (int)(((_chains[0].Latency + 64) * rate / baud) + 1);
    }

    public int Hypotheses => Signals;

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        while (_analyzer.Next(ref samples))
            Transformed(sink);
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (_analyzer.Next(ref samples))
            Transformed(sink);
    }

    public void Reset()
    {
        _analyzer.Reset();
        _search.Reset();
        Array.ForEach(_extractors, e => e.Reset());
        Array.ForEach(_chains, c => c.Reset());
    }

    private static int PowerOfTwo(double atLeast) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(atLeast));

    /// <summary>Gain at a frequency in cycles a symbol: √ of a raised cosine.</summary>
    private static double RootRaisedCosineResponse(double f)
    {
        f = Math.Abs(f);
        var edge = (1 - Rolloff) / 2;
        return f <= edge ? 1 : f >= 1 - edge ? 0 : Math.Cos(Math.PI / 2 * (f - edge) / Rolloff);
    }

    private CarrierSearch MakeSearch(ReceiverOptions options, bool real)
    {
        var (low, high) = real ? (0, options.SampleRateHz / 2) : (-options.SampleRateHz / 10, options.SampleRateHz / 10);
        if (options.OffsetHz is { } offset)
        {
            var width = options.SearchBandwidthHz ?? Math.Max(options.BaudRate, options.SampleRateHz / 5);
            (low, high) = (offset - (width / 2), offset + (width / 2));
        }
        else if (options.SearchBandwidthHz is { } width)
        {
            var middle = (low + high) / 2;
            (low, high) = (middle - (width / 2), middle + (width / 2));
        }
        if (real)
            (low, high) = (Math.Max(low, options.BaudRate / 2), Math.Min(high, (options.SampleRateHz / 2) - (options.BaudRate / 2)));
        return new CarrierSearch(_power.Length, (int)(options.BaudRate / _binHz), (int)(low / _binHz) - _firstBin, (int)(high / _binHz) - _firstBin, Signals);
    }

    /// <summary>The search looks one transform ahead: what is decided now is about the transform held since the last time.</summary>
    private void Transformed(ISymbolSink sink)
    {
        _analyzer.Power(_power);
        _search.Process(_power);
        var held = _analyzer.Count - 2;
        for (var s = 0; s < Signals && held >= 0; s++)
        {
            var center = _line.Find(_heldRe, _heldIm, _search.Centers[s] + _firstBin);
            _extractors[s].Extract(_heldRe, _heldIm, center, _bandRe, _bandIm);
            _chains[s].Process(_bandRe, _bandIm, center * _binHz, sink);
        }
        _analyzer.SpectrumRe.CopyTo(_heldRe, 0);
        _analyzer.SpectrumIm.CopyTo(_heldIm, 0);
    }

    /// <summary>What one followed signal goes through.</summary>
    private sealed class Chain(double samplesPerSymbol, double baudRate, double inputPerSample, bool differential, int hypothesis)
    {
        private readonly PskDetector _detector = new(samplesPerSymbol, 3);
        private readonly CarrierRecovery _carrier = new();
        private readonly Queue _positions = new();
        private readonly float[] _soft = new float[32];
        private float _last;

        public double Latency => (_detector.Latency / samplesPerSymbol) + CarrierRecovery.Latency;

        public void Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im, double centerHz, ISymbolSink sink)
        {
            while (_detector.Next(ref re, ref im))
            {
                var interval = _detector.Interval;
                for (var i = 0; i < interval.Count; i++)
                {
                    _positions.Add(interval.First + (i * interval.Period));
                    if (_carrier.Add(_detector.Symbols[i]))
                        Emit(interval.Period, centerHz, sink);
                }
            }
        }

        public void Reset()
        {
            _detector.Reset();
            _carrier.Reset();
            _positions.Reset();
            _last = 0;
        }

        private void Emit(double period, double centerHz, ISymbolSink sink)
        {
            var first = _positions.Take(32);
            _carrier.Soft.CopyTo(_soft);
            if (differential)
            {
                for (var i = 0; i < _soft.Length; i++)
                {
                    var now = _soft[i];
                    _soft[i] = -MathF.CopySign(Math.Min(Math.Abs(now), Math.Abs(_last)), now * _last);
                    _last = now;
                }
            }
            sink.OnSymbols(hypothesis, _soft, new SymbolBatch(first * inputPerSample, period * inputPerSample, (float)(centerHz + (_carrier.Frequency * baudRate))));
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
