using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>FSK with tones so far apart that each is a signal by itself (modulation index above 1.3), from complex baseband at an unknown place.</summary>
/// <remarks>
/// A discriminator would have to let the noise between the tones pass and fall below its threshold; here each tone has its matched filter, and the
/// difference of the envelopes tells symbols and their timing: orthogonal signalling, J. Proakis and M. Salehi, Digital Communications, 5th ed., §4.5.
/// </remarks>
internal sealed class FskToneReceiver : IBandReceiver
{
    private const int MaxSignals = 2;

    /// <summary>Width of one tone's keying in the spectrum, and from the tone to where the band may end, in baud rates.</summary>
    private const double HumpWidth = 1.3, Edge = 0.8;
    private readonly int _target;
    private readonly CandidateWatch _watch;
    private readonly BandExtractor[] _bands;
    private readonly Envelope[] _ones, _zeros;
    private readonly NrzDetector[] _detectors;
    private readonly FskBlockDetector[] _blocks;
    private readonly float[] _re, _im, _difference;

    /// <param name="options">Sample rate and symbol rate.</param>
    /// <param name="follower">The front end.</param>
    /// <param name="target">Which of its targets the signal is.</param>
    /// <param name="deviationHz">Half the distance of the tones.</param>
    public FskToneReceiver(ReceiverOptions options, BandFollower follower, int target, double deviationHz)
    {
        _target = target;
        var baud = options.BaudRate;
        var perSymbol = options.SampleRateHz / baud;
        var analyzer = follower.Analyzer;
        var half = deviationHz + (Edge * baud);
        var bins = Math.Min(analyzer.Size, BandFollower.PowerOfTwo(Math.Max(4 * baud, 2.5 * half) / follower.BinHz));
        var decimation = (double)analyzer.Size / bins;
        var signals = follower.Centers(target).Length;
        var filter = FilterDesign.Boxcar(perSymbol / decimation);
        (_bands, _detectors, _blocks) = (new BandExtractor[signals], new NrzDetector[signals], new FskBlockDetector[signals]);
        (_ones, _zeros) = (new Envelope[signals], new Envelope[signals]);
        for (var s = 0; s < signals; s++)
        {
            _bands[s] = new BandExtractor(analyzer, bins, f => Math.Abs(f * options.SampleRateHz) < half ? 1 : 0);
            var turns = deviationHz * decimation / options.SampleRateHz;
            (_ones[s], _zeros[s]) = (new Envelope(filter, turns, _bands[s].Output), new Envelope(filter, -turns, _bands[s].Output));
            _detectors[s] = new NrzDetector(s, perSymbol / decimation, 3, decimation, -((filter.Length - 1) / 2.0 * decimation), hzPerUnit: 0);
            var lag = (int)(_detectors[s].Latency / (perSymbol / decimation)) + 1;
            _blocks[s] = new FskBlockDetector(signals + s, perSymbol / decimation, decimation, options.SampleRateHz, _bands[s].Output, lag, deviationHz);
        }
        _re = new float[_bands[0].Output];
        (_im, _difference) = (new float[_re.Length], new float[_re.Length + 1]);
        Hypotheses = 2 * signals;
        LatencySamples = (int)((_detectors[0].Latency * decimation) + (80 * perSymbol));
        _watch = new CandidateWatch(follower, target, LatencySamples);
    }

    public int Hypotheses { get; }

    public int LatencySamples { get; }

    /// <summary>What a front end is to search for: two humps with a gap between them.</summary>
    public static SearchTarget Target(double deviationHz, double baudRate) => new((2 * deviationHz) + (HumpWidth * baudRate), MaxSignals, (2 * deviationHz) - (HumpWidth * baudRate));

    public void Receive(BandFollower follower, ISymbolSink sink)
    {
        _watch.Look(follower);
        for (var s = 0; s < _bands.Length; s++)
        {
            var center = follower.Centers(_target)[s];
            if (!_watch.IsAwake(s))
            {
                Skip(s, center * follower.BinHz, sink);
                continue;
            }
            _bands[s].Extract(follower.HeldRe, follower.HeldIm, center, _re, _im);
            _blocks[s].Add(_re, _im, center * follower.BinHz);
            var one = _ones[s].Process(_re, _im);
            var zero = _zeros[s].Process(_re, _im);
            for (var i = 0; i < one.Length; i++)
                _difference[i] = one[i] - zero[i];
            _blocks[s].SendTo(sink);
            _detectors[s].Process(_difference.AsSpan(0, one.Length), _blocks[s]);
        }
    }

    public void Reset()
    {
        _watch.Reset();
        Array.ForEach(_bands, b => b.Reset());
        Array.ForEach(_ones, e => e.Reset());
        Array.ForEach(_zeros, e => e.Reset());
        Array.ForEach(_detectors, d => d.Reset());
        Array.ForEach(_blocks, b => b.Reset());
    }

    private void Skip(int signal, double centerHz, ISymbolSink sink)
    {
        Array.Clear(_re);
        Array.Clear(_im);
        _blocks[signal].Add(_re, _im, centerHz);
        _blocks[signal].SendTo(sink);
        _ones[signal].Reset();
        _zeros[signal].Reset();
        _detectors[signal].Skip(_re.Length, _blocks[signal]);
    }

    /// <summary>The magnitude behind one tone's matched filter.</summary>
    private sealed class Envelope(float[] filter, double turns, int samplesAtOnce)
    {
        private readonly FirFilter _filterRe = new(filter), _filterIm = new(filter);
        private readonly float[] _re = new float[samplesAtOnce], _im = new float[samplesAtOnce];
        private readonly float[] _outRe = new float[samplesAtOnce + 1], _outIm = new float[samplesAtOnce + 1];
        private double _phase;

        public ReadOnlySpan<float> Process(ReadOnlySpan<float> re, ReadOnlySpan<float> im)
        {
            ComplexKernels.Mix(re, im, _phase, -turns, _re, _im);
            _phase -= turns * re.Length;
            _phase -= Math.Floor(_phase);
            var count = _filterRe.Process(_re, _outRe);
            _filterIm.Process(_im, _outIm);
            var magnitudes = _outRe.AsSpan(0, count);
            ComplexKernels.Power(magnitudes, _outIm.AsSpan(0, count), magnitudes);
            foreach (ref var power in magnitudes)
                power = MathF.Sqrt(power);
            return magnitudes;
        }

        public void Reset()
        {
            _filterRe.Reset();
            _filterIm.Reset();
            _phase = 0;
        }
    }
}
