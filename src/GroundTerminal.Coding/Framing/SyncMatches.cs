namespace GroundTerminal.Coding.Framing;

/// <summary>A place where a sync word may have ended.</summary>
/// <param name="Start">First symbol behind the sync word.</param>
/// <param name="Ready">Symbol count at which it can be decoded.</param>
/// <param name="Inverted">True where the sync word was.</param>
/// <param name="Guessed">True where a sync word is only expected, its symbols not yet looked at.</param>
/// <param name="Counted">Symbols up to here have been paid for.</param>
/// <param name="Rho">|ρ| of the sync word.</param>
/// <param name="Word">Which of the stream's sync words it is.</param>
internal readonly record struct SyncMatch(long Start, long Ready, bool Inverted, bool Guessed, long Counted, float Rho, int Word = 0);

/// <summary>Matches that wait for their symbols, in the order in which they become ready.</summary>
/// <param name="capacity">Most that wait.</param>
internal sealed class SyncMatches(int capacity)
{
    private readonly SyncMatch[] _matches = new SyncMatch[2 * capacity];
    private int _first, _end;

    public ReadOnlySpan<SyncMatch> All => _matches.AsSpan(_first, _end - _first);

    public bool IsEmpty => _first == _end;

    public int Count => _end - _first;

    public bool IsFull => Count >= capacity;

    public ref readonly SyncMatch First => ref _matches[_first];

    /// <summary>Puts a match behind all that are ready no later; at the end, nearly always.</summary>
    /// <exception cref="InvalidOperationException">It is full.</exception>
    public void Add(in SyncMatch match)
    {
        if (IsFull)
            throw new InvalidOperationException("No more matches can wait.");
        if (_end == _matches.Length)
        {
            All.CopyTo(_matches);
            (_first, _end) = (0, _end - _first);
        }
        var at = _end++;
        for (; at > _first && _matches[at - 1].Ready > match.Ready; at--)
            _matches[at] = _matches[at - 1];
        _matches[at] = match;
    }

    public SyncMatch TakeFirst() => _matches[_first++];

    /// <summary>Drops the matches that start in a stretch.</summary>
    /// <param name="from">First symbol of it.</param>
    /// <param name="end">First symbol after it.</param>
    public void Drop(long from, long end)
    {
        var kept = _first;
        for (var i = _first; i < _end; i++)
        {
            if (_matches[i].Start < from || _matches[i].Start >= end)
                _matches[kept++] = _matches[i];
        }
        _end = kept;
    }

    public void Clear() => (_first, _end) = (0, 0);
}
