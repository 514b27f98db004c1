using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Framing;

/// <summary>A fast look for a sync word over up to 256 symbols at once: by the number of wrong hard decisions, or by ρ itself where noise has that number too often.</summary>
internal sealed class SyncSearch
{
    /// <summary>Most symbols at once.</summary>
    public const int Block = 64 * Words;

    /// <summary>Words of 64 places in which <see cref="Find"/> answers.</summary>
    public const int Words = SyncCounts.Words;

    /// <summary>Symbols that are looked at one by one, or, of a loose word, eight by eight.</summary>
    public const int Part = 64;

    /// <summary>Symbols before the new ones that are ever needed.</summary>
    public const int MostBefore = SyncWord.MaxLength;

    /// <summary>Where noise has at least this share of places with few wrong symbols, ρ of eight places at once costs less.</summary>
    private const double LooseShare = 0.25;

    /// <summary>Sums in another order differ by less.</summary>
    private const float Rounding = 0.999f;
    private readonly SyncWord _word;
    private readonly ulong[] _patterns; // by 64 symbols from the last, whose place is the highest bit
    private readonly ulong _mask; // of the first symbols
    private readonly ulong[] _before; // hard decisions before the new symbols, the oldest first
    private readonly float[] _signs; // where it is loose
    private readonly SyncCounts _counts;

    /// <param name="word">The sync word.</param>
    public SyncSearch(SyncWord word)
    {
        (_word, _counts) = (word, new SyncCounts(word));
        _patterns = new ulong[(word.Length + Part - 1) / Part];
        _before = new ulong[_patterns.Length];
        for (var i = 0; i < word.Length; i++)
            _patterns[i / Part] |= (word.IsOne(word.Length - 1 - i) ? 1UL : 0) << (63 - (i % Part));
        _mask = ulong.MaxValue << ((Part - (word.Length % Part)) % Part);
        _signs = ShareOfNoise(word.Length, word.MaxErrors) >= LooseShare ? new float[word.Length] : [];
        for (var i = 0; i < _signs.Length; i++)
            _signs[i] = word.IsOne(i) ? 1 : -1;
    }

    /// <summary>Copies symbols; those that are not finite become 0.</summary>
    /// <param name="target">At least symbols.Length long.</param>
    public static void CopyFinite(ReadOnlySpan<float> symbols, Span<float> target)
    {
        var i = 0;
        target = target[..symbols.Length];
        ref var from = ref MemoryMarshal.GetReference(symbols);
        ref var to = ref MemoryMarshal.GetReference(target);
        for (; i <= symbols.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var v = Vector256.LoadUnsafe(ref from, (nuint)i);
            var isFinite = Vector256.LessThanOrEqual(Vector256.Abs(v), Vector256.Create(float.MaxValue));
            (v & isFinite).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < symbols.Length; i++)
            target[i] = float.IsFinite(symbols[i]) ? symbols[i] : 0;
    }

    /// <summary>Looks at the last symbols.</summary>
    /// <param name="symbols">All that are there, finite; those before the last ones have been looked at.</param>
    /// <param name="count">How many are new, 1 to <see cref="Block"/>.</param>
    /// <param name="found">Filled, <see cref="Words"/> long: a bit is set where a sync word may end with that new symbol.</param>
    public void Find(ReadOnlySpan<float> symbols, int count, Span<ulong> found)
    {
        found.Clear();
        Span<ulong> bits = stackalloc ulong[(MostBefore / Part) + Words];
        bits.Clear();
        var first = _before.Length;
        _before.CopyTo(bits);
        var fresh = symbols[^count..];
        for (var at = 0; at < count; at += Part)
            bits[first + (at / Part)] = Positive(fresh.Slice(at, Math.Min(Part, count - at)));
        if (_signs.Length == 0 && count > Part)
        {
            _counts.Find(bits, found);
            var last = (count - 1) / Part;
            found[last] &= ulong.MaxValue >> ((Part - (count % Part)) % Part);
            found[(last + 1)..].Clear();
        }
        else
        {
            FindParts(symbols, count, bits, found);
        }
        var (whole, rest) = Math.DivRem(count, Part);
        for (var i = 0; i < first; i++)
            _before[i] = rest == 0 ? bits[i + whole] : (bits[i + whole] >> rest) | (bits[i + whole + 1] << (Part - rest));
    }

    private void FindParts(ReadOnlySpan<float> symbols, int count, ReadOnlySpan<ulong> bits, Span<ulong> found)
    {
        for (var at = 0; at < count; at += Part)
        {
            var n = Math.Min(Part, count - at);
            var known = symbols[..(symbols.Length - count + at + n)];
            var isRoom = _signs.Length > 0 && known.Length - n >= _word.Length + Vector256<float>.Count;
            var near = bits.Slice(at / Part, _before.Length + 1);
            found[at / Part] = isRoom ? FewOf(near, Near(known, n)) : Few(near, n);
        }
    }

    /// <summary>Goes to another place of the stream.</summary>
    /// <param name="symbols">Those before it that are there.</param>
    public void GoTo(ReadOnlySpan<float> symbols)
    {
        for (var i = _before.Length - 1; i >= 0; i--)
        {
            var last = symbols[Math.Max(0, symbols.Length - Part)..];
            _before[i] = last.IsEmpty ? 0 : Positive(last) << (Part - last.Length);
            symbols = symbols[..^last.Length];
        }
    }

    /// <summary>As before the first symbol.</summary>
    public void Reset() => _before.AsSpan().Clear();

    private static ulong Positive(ReadOnlySpan<float> symbols)
    {
        ulong bits = 0;
        var i = 0;
        ref var symbol = ref MemoryMarshal.GetReference(symbols);
        for (; i <= symbols.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            bits |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref symbol, (nuint)i), Vector256<float>.Zero).ExtractMostSignificantBits() << i;
        for (; i < symbols.Length; i++)
            bits |= symbols[i] > 0 ? 1UL << i : 0;
        return bits;
    }

    /// <summary>Places with few wrong symbols.</summary>
    /// <param name="bits">Hard decisions: those before, as many words as the sync word takes, and the new ones.</param>
    private ulong Few(ReadOnlySpan<ulong> bits, int count)
    {
        if (_patterns.Length > 1)
            return FewOf(bits, count == Part ? ulong.MaxValue : (1UL << count) - 1);
        ulong found = 0;
        var (before, now, pattern, mask) = (bits[0] >> 1, bits[1], _patterns[0], _mask);
        var (most, between) = (_word.MaxErrors + 1, (uint)(_word.Length - (2 * _word.MaxErrors) - 1));
        for (var i = 0; i < count; i++)
        {
            var window = (before >> i) | (now << (63 - i));
            if ((uint)(BitOperations.PopCount((window ^ pattern) & mask) - most) >= between)
                found |= 1UL << i;
        }
        return found;
    }

    /// <summary>The same of some places only.</summary>
    private ulong FewOf(ReadOnlySpan<ulong> bits, ulong asked)
    {
        var found = asked;
        for (var rest = asked; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            var errors = Errors(bits, i);
            if (errors > _word.MaxErrors && errors < _word.Length - _word.MaxErrors)
                found ^= 1UL << i;
        }
        return found;
    }

    /// <summary>Wrong hard decisions of a word that ends with new symbol i.</summary>
    private int Errors(ReadOnlySpan<ulong> bits, int i)
    {
        var (errors, last) = (0, _patterns.Length - 1);
        for (var word = 0; word <= last; word++)
            errors += BitOperations.PopCount((((bits[last - word] >> 1 >> i) | (bits[last - word + 1] << (63 - i))) ^ _patterns[word]) & (word == last ? _mask : ulong.MaxValue));
        return errors;
    }

    /// <summary>Places where ρ, summed in another order, is not below the threshold.</summary>
    private ulong Near(ReadOnlySpan<float> symbols, int count)
    {
        ulong found = 0;
        ref var first = ref MemoryMarshal.GetReference(symbols);
        for (var done = 0; done < count; done += Vector256<float>.Count)
        {
            var i = Math.Min(done, count - Vector256<float>.Count);
            var (sums, alls) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var at = (nuint)(symbols.Length - count + i + 1 - _signs.Length);
            foreach (var sign in _signs)
            {
                var v = Vector256.LoadUnsafe(ref first, at++);
                (sums, alls) = (sums + (v * Vector256.Create(sign)), alls + Vector256.Abs(v));
            }
            var near = (ulong)(byte)~Vector256.LessThan(Vector256.Abs(sums), alls * (_word.Threshold * Rounding)).ExtractMostSignificantBits();
            found |= i < 0 ? near >> -i : near << i;
        }
        return found;
    }

    /// <summary>Share of places in noise with so few wrong symbols in either polarity.</summary>
    private static double ShareOfNoise(int length, int mostErrors)
    {
        var (share, term) = (0.0, Math.Pow(0.5, length - 1));
        for (var errors = 0; errors <= mostErrors; errors++, term *= (double)(length + 1 - errors) / errors)
            share += term;
        return share;
    }
}
