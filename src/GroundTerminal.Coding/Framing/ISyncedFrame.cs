namespace GroundTerminal.Coding.Framing;

/// <summary>What follows a sync word: the part of a framing that <see cref="SyncedDeframer"/> leaves to each.</summary>
public interface ISyncedFrame
{
    /// <summary>Symbols after the sync word that the first call of <see cref="Decode"/> must have.</summary>
    int FirstSymbols { get; }

    /// <summary>Most symbols after the sync word that are ever asked for.</summary>
    int MaxSymbols { get; }

    /// <summary>True where it asks for more symbols than a frame may turn out to have: many of them may then lie behind the end of the recording.</summary>
    bool ReadsAhead => false;

    /// <summary>A look that is cheap beside <see cref="Decode"/>, for frames that decode at length: false where the symbols are surely none.</summary>
    /// <param name="symbols">What <see cref="Decode"/> would be given, but in either polarity.</param>
    bool IsWorthDecoding(ReadOnlySpan<float> symbols) => true;

    /// <summary>Decodes what follows a sync word. Keeps nothing from one sync word to the next.</summary>
    /// <param name="symbols">The soft symbols after the sync word in the sync word's polarity, finite: exactly as many as were asked for.</param>
    /// <param name="report">Takes the frame, or why there is none.</param>
    /// <returns>0 when done; else how many symbols after the sync word are needed, more than it was given, up to <see cref="MaxSymbols"/>: it is called again from the start with them.</returns>
    int Decode(ReadOnlySpan<float> symbols, ref FrameReport report);
}
