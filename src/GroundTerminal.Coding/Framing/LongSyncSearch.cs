using System.Numerics;

namespace GroundTerminal.Coding.Framing;

/// <summary>The look for a sync word of more than 64 symbols: by the number of wrong hard decisions, place by place.</summary>
internal sealed class LongSyncSearch : ISyncSearch
{
    private const int Part = SyncSearch.Part;
    private readonly ulong[] _patterns; // by 64 symbols from the last, whose place is the highest bit
    private readonly ulong _mask; // of the first symbols
    private readonly ulong[] _before; // hard decisions before the new symbols, the newest first
    private readonly int _most, _between;

    /// <param name="word">The sync word.</param>
    public LongSyncSearch(SyncWord word)
    {
        _patterns = new ulong[(word.Length + Part - 1) / Part];
        _before = new ulong[_patterns.Length];
        for (var i = 0; i < word.Length; i++)
            _patterns[i / Part] |= (word.IsOne(word.Length - 1 - i) ? 1UL : 0) << (Part - 1 - (i % Part));
        _mask = ulong.MaxValue << ((Part - (word.Length % Part)) % Part);
        (_most, _between) = (word.MaxErrors + 1, word.Length - (2 * word.MaxErrors) - 1);
    }

    /// <inheritdoc/>
    public void Find(ReadOnlySpan<float> symbols, int count, Span<ulong> found)
    {
        found.Clear();
        var fresh = symbols[^count..];
        for (var at = 0; at < count; at += Part)
        {
            var n = Math.Min(Part, count - at);
            var bits = SyncSearch.Positive(fresh.Slice(at, n));
            for (var i = 0; i < n; i++)
                found[at / Part] |= (uint)(Errors(bits, i) - _most) >= (uint)_between ? 1UL << i : 0;
            Shift(bits, n);
        }
    }

    /// <inheritdoc/>
    public void GoTo(ReadOnlySpan<float> symbols)
    {
        foreach (ref var before in _before.AsSpan())
        {
            var last = symbols[Math.Max(0, symbols.Length - Part)..];
            before = last.IsEmpty ? 0 : SyncSearch.Positive(last) << (Part - last.Length);
            symbols = symbols[..^last.Length];
        }
    }

    /// <inheritdoc/>
    public void Reset() => _before.AsSpan().Clear();

    /// <summary>Wrong hard decisions of a word that ends with new symbol i.</summary>
    private int Errors(ulong bits, int i)
    {
        var (errors, last) = (0, _patterns.Length - 1);
        for (var word = 0; word <= last; word++)
        {
            errors += BitOperations.PopCount((((_before[word] >> 1 >> i) | (bits << (Part - 1 - i))) ^ _patterns[word]) & (word == last ? _mask : ulong.MaxValue));
            bits = _before[word];
        }
        return errors;
    }

    private void Shift(ulong bits, int count)
    {
        for (var i = _before.Length - 1; i >= 0; i--)
        {
            var newer = i > 0 ? _before[i - 1] : bits;
            _before[i] = count == Part ? newer : (_before[i] >> count) | (newer << (Part - count));
        }
    }
}
