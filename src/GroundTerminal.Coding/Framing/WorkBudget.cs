namespace GroundTerminal.Coding.Framing;

/// <summary>Bounds what decoding costs by what came in, whatever that is. Counts in symbols of the stream, so that its cuts do not matter.</summary>
/// <param name="perSymbol">Symbols decoded for each that came in.</param>
/// <param name="atOnce">Symbols that may be decoded beyond that after a quiet time; as many are given at the start.</param>
internal struct WorkBudget(double perSymbol, long atOnce)
{
    private long _spent;

    /// <summary>Takes the cost, where it can be afforded.</summary>
    /// <param name="cost">Symbols to be decoded.</param>
    /// <param name="now">Symbols that came in.</param>
    /// <param name="reserve">Symbols that must be left for what matters more.</param>
    public bool Take(long cost, long now, long reserve = 0)
    {
        var earned = (long)(perSymbol * now);
        if (Math.Max(_spent, earned - atOnce) + cost + reserve > earned + atOnce)
            return false;
        _spent = Math.Max(_spent, earned - atOnce) + cost;
        return true;
    }

    /// <summary>Gives back what was not used.</summary>
    public void GiveBack(long cost) => _spent -= cost;

    public void Reset() => _spent = 0;
}
