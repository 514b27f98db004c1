using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>FSK, GFSK and GMSK from the output of an FM discriminator: matched filters of two shapes side by side, each with its own detector.</summary>
internal sealed class FskAudioDemodulator : IDemodulator
{
    private const int Chunk = 1024;
    private readonly FirFilter[] _filters;
    private readonly NrzDetector[] _detectors;
    private readonly int _interpolation;
    private readonly float[] _filtered, _phase;

    /// <param name="longRuns">True where symbols may be the same for long.</param>
    public FskAudioDemodulator(double sampleRateHz, double baudRate, bool longRuns = false)
    {
        var perSymbol = sampleRateHz / baudRate;
        _interpolation = perSymbol < 4.4 ? 2 : 1;
        var decimation = Math.Max(1, (int)(perSymbol * _interpolation / 5));
        var atFilter = perSymbol * _interpolation;
        float[][] shapes = [FilterDesign.Boxcar(atFilter), FilterDesign.LowPass(0.6 / atFilter, (int)(2.5 * atFilter) | 1)];
        Hypotheses = shapes.Length;
        _filters = new FirFilter[shapes.Length * _interpolation];
        _detectors = new NrzDetector[shapes.Length];
        for (var h = 0; h < shapes.Length; h++)
        {
            for (var phase = 0; phase < _interpolation; phase++)
                _filters[(h * _interpolation) + phase] = new FirFilter(Polyphase(shapes[h], phase, _interpolation), decimation);
            var delay = (shapes[h].Length - 1) / 2.0 / _interpolation;
            _detectors[h] = new NrzDetector(h, atFilter / decimation, 3, decimation / (double)_interpolation, -delay, hzPerUnit: 0, longRuns);
        }
        FlushSamples = (int)((_detectors[0].Latency * decimation / _interpolation) + (80 * perSymbol));
        _filtered = new float[(Chunk + 1) * _interpolation];
        _phase = new float[Chunk + 1];
    }

    public int Hypotheses { get; }

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var n = Math.Min(samples.Length, Chunk);
            for (var h = 0; h < Hypotheses; h++)
                _detectors[h].Process(_filtered.AsSpan(0, Filter(h, samples[..n])), sink);
            samples = samples[n..];
        }
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes audio.");

    public void Reset()
    {
        Array.ForEach(_filters, f => f.Reset());
        Array.ForEach(_detectors, d => d.Reset());
    }

    private int Filter(int hypothesis, ReadOnlySpan<float> samples)
    {
        if (_interpolation == 1)
            return _filters[hypothesis].Process(samples, _filtered);
        var n = 0;
        for (var phase = 0; phase < _interpolation; phase++)
        {
            n = _filters[(hypothesis * _interpolation) + phase].Process(samples, _phase);
            for (var i = 0; i < n; i++)
                _filtered[(i * _interpolation) + phase] = _phase[i];
        }
        return n * _interpolation;
    }

    private static float[] Polyphase(float[] taps, int phase, int interpolation)
    {
        var result = new float[(taps.Length - phase + interpolation - 1) / interpolation];
        for (var i = 0; i < result.Length; i++)
            result[i] = taps[(i * interpolation) + phase] * interpolation;
        return result;
    }
}
