namespace GroundTerminal.Coding.Framing;

/// <summary>The channel interleaver of Meteor-M's 80 kBd transmissions, or its inverse: 36 branches in turn, each delaying 2048 symbols of its own more than the one before; and a sync byte of 27h before every 72 symbols.</summary>
/// <remarks>J. Ramsey, "Realization of optimum interleavers", IEEE Trans. Inf. Theory IT-16 (1970) 338. Interleaver and inverse together delay by 35·2048 rounds of 36 symbols: 16 s.</remarks>
/// <typeparam name="T">Hard or soft symbols; the default value stands for those from before the start.</typeparam>
internal sealed class MeteorInterleaver<T>
{
    private readonly T[][] _lines = new T[MeteorInterleaver.Branches][];
    private readonly int[] _places = new int[MeteorInterleaver.Branches];

    /// <param name="inverse">The receiver's: the branch that was delayed least is delayed most.</param>
    public MeteorInterleaver(bool inverse)
    {
        for (var i = 0; i < _lines.Length; i++)
            _lines[i] = new T[MeteorInterleaver.Delay * (inverse ? _lines.Length - 1 - i : i)];
    }

    /// <summary>Takes and gives symbols in place.</summary>
    /// <param name="symbols">Whole rounds of <see cref="MeteorInterleaver.Branches"/>.</param>
    public void Process(Span<T> symbols)
    {
        for (; symbols.Length >= _lines.Length; symbols = symbols[_lines.Length..])
        {
            for (var i = 0; i < _lines.Length; i++)
            {
                var line = _lines[i];
                if (line.Length == 0)
                    continue;
                var place = _places[i];
                (symbols[i], line[place]) = (line[place], symbols[i]);
                _places[i] = place + 1 == line.Length ? 0 : place + 1;
            }
        }
    }

    public void Reset()
    {
        foreach (var line in _lines)
            line.AsSpan().Clear();
        _places.AsSpan().Clear();
    }
}

/// <summary>Numbers of <see cref="MeteorInterleaver{T}"/>.</summary>
internal static class MeteorInterleaver
{
    public const int Branches = 36, Delay = 2048;

    /// <summary>Symbols of a group: the sync byte and two rounds.</summary>
    public const int SyncLength = 8, DataLength = 2 * Branches, GroupLength = SyncLength + DataLength;

    /// <summary>27h, most significant bit first.</summary>
    public static ReadOnlySpan<byte> Sync => [0, 0, 1, 0, 0, 1, 1, 1];
}
