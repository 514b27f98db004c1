using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Framing;

/// <summary>A fast look for a sync word of up to 64 symbols, at up to 256 places at once: by the number of wrong hard decisions, or by ρ itself where noise has that number too often.</summary>
internal sealed class SyncSearch : ISyncSearch
{
    /// <summary>Most symbols at once.</summary>
    public const int Block = 64 * Words;

    /// <summary>Words of 64 places in which <see cref="Find"/> answers.</summary>
    public const int Words = SyncCounts.Words;

    /// <summary>Symbols that are looked at one by one, or, of a loose word, eight by eight.</summary>
    public const int Part = 64;

    /// <summary>Where noise has at least this share of places with few wrong symbols, ρ of eight places at once costs less.</summary>
    private const double LooseShare = 0.25;

    /// <summary>Sums in another order differ by less.</summary>
    private const float Rounding = 0.999f;
    private readonly SyncWord _word;
    private readonly ulong _pattern, _mask; // the last symbol in the highest bit
    private readonly float[] _signs; // where it is loose
    private readonly SyncCounts _counts;
    private ulong _before;

    /// <param name="word">The sync word, of up to <see cref="Part"/> symbols.</param>
    public SyncSearch(SyncWord word)
    {
        (_word, _counts) = (word, new SyncCounts(word));
        for (var i = 0; i < word.Length; i++)
            _pattern |= ((word.Pattern >> i) & 1) << (63 - i);
        _mask = ulong.MaxValue << (64 - word.Length);
        _signs = ShareOfNoise(word.Length, word.MaxErrors) >= LooseShare ? new float[word.Length] : [];
        for (var i = 0; i < _signs.Length; i++)
            _signs[i] = ((word.Pattern >> (word.Length - 1 - i)) & 1) != 0 ? 1 : -1;
    }

    /// <summary>The search for a word of any length.</summary>
    public static ISyncSearch For(SyncWord word) => word.Length <= Part ? new SyncSearch(word) : new LongSyncSearch(word);

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

    /// <inheritdoc/>
    public void Find(ReadOnlySpan<float> symbols, int count, Span<ulong> found)
    {
        found.Clear();
        Span<ulong> bits = stackalloc ulong[Words + 1];
        bits.Clear();
        bits[0] = _before;
        var fresh = symbols[^count..];
        for (var at = 0; at < count; at += Part)
            bits[1 + (at / Part)] = Positive(fresh.Slice(at, Math.Min(Part, count - at)));
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
        _before = rest == 0 ? bits[whole] : (bits[whole] >> rest) | (bits[whole + 1] << (Part - rest));
    }

    private void FindParts(ReadOnlySpan<float> symbols, int count, ReadOnlySpan<ulong> bits, Span<ulong> found)
    {
        for (var at = 0; at < count; at += Part)
        {
            var n = Math.Min(Part, count - at);
            var known = symbols[..(symbols.Length - count + at + n)];
            var isRoom = _signs.Length > 0 && known.Length - n >= _word.Length + Vector256<float>.Count;
            var (before, now) = (bits[at / Part], bits[1 + (at / Part)]);
            found[at / Part] = isRoom ? FewOf(before, now, Near(known, n)) : Few(before, now, n);
        }
    }

    /// <inheritdoc/>
    public void GoTo(ReadOnlySpan<float> symbols)
    {
        var last = symbols[Math.Max(0, symbols.Length - Part)..];
        _before = last.IsEmpty ? 0 : Positive(last) << (Part - last.Length);
    }

    /// <inheritdoc/>
    public void Reset() => _before = 0;

    /// <summary>Hard decisions, the first in the lowest bit.</summary>
    /// <param name="symbols">At most <see cref="Part"/>.</param>
    public static ulong Positive(ReadOnlySpan<float> symbols)
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
    private ulong Few(ulong older, ulong bits, int count)
    {
        ulong found = 0;
        var (before, pattern, mask) = (older >> 1, _pattern, _mask);
        var (most, between) = (_word.MaxErrors + 1, (uint)(_word.Length - (2 * _word.MaxErrors) - 1));
        for (var i = 0; i < count; i++)
        {
            var window = (before >> i) | (bits << (63 - i));
            if ((uint)(BitOperations.PopCount((window ^ pattern) & mask) - most) >= between)
                found |= 1UL << i;
        }
        return found;
    }

    /// <summary>The same of some places only.</summary>
    private ulong FewOf(ulong older, ulong bits, ulong asked)
    {
        var found = asked;
        for (var rest = asked; rest != 0; rest &= rest - 1)
        {
            var i = BitOperations.TrailingZeroCount(rest);
            var errors = BitOperations.PopCount((((older >> 1 >> i) | (bits << (63 - i))) ^ _pattern) & _mask);
            if (errors > _word.MaxErrors && errors < _word.Length - _word.MaxErrors)
                found ^= 1UL << i;
        }
        return found;
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
