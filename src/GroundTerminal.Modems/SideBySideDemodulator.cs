using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Several demodulators on the same samples; their hypotheses are counted on from one to the next.</summary>
internal sealed class SideBySideDemodulator : IDemodulator
{
    private readonly IDemodulator[] _parts;
    private readonly Offset _offset = new();

    public SideBySideDemodulator(params IDemodulator[] parts)
    {
        _parts = parts;
        foreach (var part in parts)
        {
            Hypotheses += part.Hypotheses;
            FlushSamples = Math.Max(FlushSamples, part.FlushSamples);
        }
    }

    public int Hypotheses { get; }

    public int FlushSamples { get; }

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink)
    {
        _offset.Start(sink);
        foreach (var part in _parts)
        {
            part.Process(samples, _offset);
            _offset.Hypotheses += part.Hypotheses;
        }
    }

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        _offset.Start(sink);
        foreach (var part in _parts)
        {
            part.Process(samples, _offset);
            _offset.Hypotheses += part.Hypotheses;
        }
    }

    public void Reset()
    {
        foreach (var part in _parts)
            part.Reset();
    }

    private sealed class Offset : ISymbolSink
    {
        private ISymbolSink? _sink;

        public int Hypotheses { get; set; }

        public void Start(ISymbolSink sink) => (_sink, Hypotheses) = (sink, 0);

        public void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch) => _sink!.OnSymbols(Hypotheses + hypothesis, symbols, batch);
    }
}
