using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A demodulator at a rate of its own, behind a resampler that brings its channel to 0 Hz.</summary>
internal sealed class ResampledDemodulator : IDemodulator, ISymbolSink
{
    private const int Piece = 1024;
    private readonly ChannelResampler _resampler;
    private readonly IDemodulator _demodulator;
    private readonly Complex32[] _output;
    private readonly double _ratio;
    private readonly float _offsetHz;
    private ISymbolSink? _sink;

    /// <param name="sampleRateHz">Rate of the input, Hz.</param>
    /// <param name="offsetHz">What comes to 0 Hz.</param>
    /// <param name="reducedRateHz">Rate wanted.</param>
    /// <param name="create">Makes the demodulator from its rate.</param>
    public ResampledDemodulator(double sampleRateHz, double offsetHz, double reducedRateHz, Func<double, IDemodulator> create)
    {
        _resampler = new ChannelResampler(sampleRateHz, offsetHz, reducedRateHz);
        _ratio = sampleRateHz / _resampler.OutputRateHz;
        _offsetHz = (float)offsetHz;
        _demodulator = create(_resampler.OutputRateHz);
        _output = new Complex32[_resampler.MaxOutput(Piece)];
        FlushSamples = (int)(_demodulator.FlushSamples * _ratio) + _resampler.DelayInputs + 1;
    }

    public int Hypotheses => _demodulator.Hypotheses;

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes complex baseband.");

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        _sink = sink;
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, Piece)];
            var written = _resampler.Process(piece, _output);
            _demodulator.Process(_output.AsSpan(0, written), this);
            samples = samples[piece.Length..];
        }
    }

    public void Finish(ISymbolSink sink)
    {
        _sink = sink;
        _demodulator.Finish(this);
    }

    public void Reset()
    {
        _resampler.Reset();
        _demodulator.Reset();
    }

    void ISymbolSink.OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) => _sink!.OnSymbols(
        hypothesis, symbols, batch with { FirstSample = batch.FirstSample * _ratio, SamplesPerSymbol = batch.SamplesPerSymbol * _ratio, FrequencyHz = batch.FrequencyHz + _offsetHz });

    HypothesisProgress ISymbolSink.Progress(int hypothesis) => _sink!.Progress(hypothesis);

    void ISymbolSink.Begin(int hypothesis) => _sink!.Begin(hypothesis);
}
