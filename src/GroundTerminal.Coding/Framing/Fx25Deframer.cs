namespace GroundTerminal.Coding.Framing;

/// <summary>FX.25 after its line code: looks for all eleven tags at once.</summary>
/// <remarks>Blocks of 64 symbols go to one search a tag, so that frames come in the same order however the stream is cut. Up to 63 symbols stay inside.</remarks>
public sealed class Fx25Deframer : IDeframer
{
    private const int BlockSymbols = 64;
    private readonly SyncedDeframer[] _searches;
    private readonly float[] _block = new float[BlockSymbols];
    private int _count;

    /// <param name="options">The longest frame looked for.</param>
    public Fx25Deframer(FramingOptions options)
    {
        _searches = new SyncedDeframer[Fx25.Formats.Length];
        for (var i = 0; i < _searches.Length; i++)
            _searches[i] = new SyncedDeframer(new SyncWord(Fx25.Formats[i].Symbols, Fx25.TagSymbols, 1e-5), new Fx25Frame(Fx25.Formats[i], options));
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            var take = Math.Min(symbols.Length, BlockSymbols - _count);
            symbols[..take].CopyTo(_block.AsSpan(_count));
            _count += take;
            symbols = symbols[take..];
            if (_count < BlockSymbols)
                return;
            foreach (var search in _searches)
                search.Process(_block, sink);
            _count = 0;
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _count = 0;
        foreach (var search in _searches)
            search.Reset();
    }
}
