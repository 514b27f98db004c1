namespace GroundTerminal.Modems;

/// <summary>Hands the symbols of all hypotheses on.</summary>
internal sealed class PskFeed
{
    private readonly PskHypotheses _hypotheses;
    private readonly float[] _soft;
    private float _before;

    /// <param name="hypotheses">What the rails may mean.</param>
    /// <param name="pairs">How many pairs of rails come at once.</param>
    public PskFeed(PskHypotheses hypotheses, int pairs)
    {
        _hypotheses = hypotheses;
        _soft = new float[pairs * hypotheses.SoftPerPair];
    }

    public int Hypotheses => _hypotheses.Count;

    public int SoftPerPair => _hypotheses.SoftPerPair;

    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, in SymbolBatch batch, ISymbolSink sink)
    {
        for (var h = 0; h < Hypotheses; h++)
        {
            _hypotheses.Soft(h, re, im, _before, _soft);
            sink.OnSymbols(h, _soft, batch);
        }
        _before = im[^1];
    }

    /// <summary>Says how far the stream has come without a symbol.</summary>
    public void Pass(double sample, double samplesPerSymbol, ISymbolSink sink)
    {
        for (var h = 0; h < Hypotheses; h++)
            sink.OnSymbols(h, [], new SymbolBatch(sample, samplesPerSymbol / SoftPerPair, 0));
    }

    /// <summary>The symbols that come next do not follow those before.</summary>
    public void Interrupt() => _before = 0;

    public void Finish(ISymbolSink sink) => _ = sink;

    public void Reset() => _before = 0;
}
