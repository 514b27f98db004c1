namespace GroundTerminal.Coding.Framing;

/// <summary>A fast look for places where a sync word may end.</summary>
internal interface ISyncSearch
{
    /// <summary>Looks at the last symbols.</summary>
    /// <param name="symbols">All that are there, finite; those before the last ones have been looked at.</param>
    /// <param name="count">How many are new, 1 to <see cref="SyncSearch.Block"/>.</param>
    /// <param name="found">Filled, <see cref="SyncSearch.Words"/> long: a bit is set where a sync word may end with that new symbol.</param>
    void Find(ReadOnlySpan<float> symbols, int count, Span<ulong> found);

    /// <summary>Goes to another place of the stream.</summary>
    /// <param name="symbols">Those before it that are there.</param>
    void GoTo(ReadOnlySpan<float> symbols);

    /// <summary>As before the first symbol.</summary>
    void Reset();
}
