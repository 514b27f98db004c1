namespace GroundTerminal.Coding.Framing;

/// <summary>Soft symbols in, frames out: sync, error correction, check. Keeps state between calls; how the stream is cut never changes the result.</summary>
public interface IDeframer
{
    /// <summary>Takes the next symbols and reports each frame, and each refused candidate, as it ends.</summary>
    /// <param name="symbols">Soft symbols, positive means 1 (Dsp's SoftSymbol). Any values, NaN included, are safe.</param>
    /// <param name="sink">Called synchronously, in order of the frames' ends.</param>
    void Process(ReadOnlySpan<float> symbols, IDecodeSink sink);

    /// <summary>Back to the state after construction: symbol index 0, no sync.</summary>
    void Reset();
}
