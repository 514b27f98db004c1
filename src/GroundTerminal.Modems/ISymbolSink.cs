namespace GroundTerminal.Modems;

/// <summary>Where a demodulator hands its soft symbols.</summary>
internal interface ISymbolSink
{
    /// <summary>Takes the next symbols of one hypothesis.</summary>
    /// <param name="hypothesis">0 and up; each hypothesis is a stream of symbols of its own.</param>
    /// <param name="symbols">Soft symbols; the mean magnitude of a clean signal is about 1.</param>
    void OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch);

    /// <summary>What has become of a hypothesis's symbols; nothing where it is not known.</summary>
    HypothesisProgress Progress(int hypothesis) => default;

    /// <summary>The symbols of a hypothesis that come next follow none: it was left out for a while, or they come once more.</summary>
    void Begin(int hypothesis)
    {
    }
}
