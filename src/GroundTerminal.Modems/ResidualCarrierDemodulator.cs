using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>PCM/PM: follows the carrier that remains, and gives what it is modulated with to a demodulator for two phases.</summary>
/// <remarks>
/// The data are on the axis across the carrier (CCSDS 413.0-G-3, §2; J. Yuen, Deep Space Telecommunications Systems Engineering, §3). Direct modulation: the carrier itself, which would be a
/// level under the symbols, is subtracted. Subcarrier: the axis across is a real signal with the symbols' carrier at the subcarrier's frequency.
/// </remarks>
internal sealed class ResidualCarrierDemodulator : IDemodulator, ISymbolSink
{
    private readonly CarrierFollower _carrier;
    private readonly PskDemodulator _demodulator;
    private readonly bool _onSubcarrier;
    private readonly Complex32[] _turned;
    private ISymbolSink? _sink;

    /// <param name="carrier">Follows the carrier.</param>
    /// <param name="demodulator">Of two phases, at the same sample rate.</param>
    /// <param name="onSubcarrier">True where it expects its carrier at the subcarrier's frequency.</param>
    public ResidualCarrierDemodulator(CarrierFollower carrier, PskDemodulator demodulator, bool onSubcarrier)
    {
        (_carrier, _demodulator, _onSubcarrier) = (carrier, demodulator, onSubcarrier);
        _turned = new Complex32[CarrierFollower.Window];
        FlushSamples = demodulator.FlushSamples + CarrierFollower.Window;
    }

    public int Hypotheses => _demodulator.Hypotheses;

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes complex baseband.");

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        _sink = sink;
        while (_carrier.Next(ref samples, _turned, out var mean))
        {
            foreach (ref var sample in _turned.AsSpan())
                sample = _onSubcarrier ? new Complex32(sample.Im, 0) : new Complex32(sample.Im, mean - sample.Re);
            _demodulator.Process(_turned, this);
        }
    }

    public void Finish(ISymbolSink sink)
    {
        _sink = sink;
        _demodulator.Finish(this);
    }

    public void Reset()
    {
        _carrier.Reset();
        _demodulator.Reset();
    }

    /// <summary>What is found is the carrier's frequency, not the subcarrier's.</summary>
    void ISymbolSink.OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) =>
        _sink!.OnSymbols(hypothesis, symbols, batch with { FrequencyHz = _carrier.FrequencyHz });

    HypothesisProgress ISymbolSink.Progress(int hypothesis) => _sink!.Progress(hypothesis);

    void ISymbolSink.Begin(int hypothesis) => _sink!.Begin(hypothesis);
}
