using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Framing;

/// <summary>A fast look for a sync word over up to 64 symbols at once: by the number of wrong hard decisions, or by ρ itself where noise has that number too often.</summary>
internal sealed class SyncSearch
{
    /// <summary>Most symbols at once.</summary>
    public const int Block = 64;

    /// <summary>Where noise has at least this share of places with few wrong symbols, ρ of eight places at once costs less.</summary>
    private const double LooseShare = 0.25;

    /// <summary>Sums in another order differ by less.</summary>
    private const float Rounding = 0.999f;
    private readonly SyncWord _word;
    private readonly ulong[] _patterns; // by 64 symbols from the last, whose place is the highest bit
    private readonly ulong _mask; // of the first symbols
    private readonly ulong[] _before; // hard decisions before the new symbols, the newest first
    private readonly float[] _signs; // where it is loose

    /// <param name="word">The sync word.</param>
    public SyncSearch(SyncWord word)
    {
        _word = word;
        _patterns = new ulong[(word.Length + Block - 1) / Block];
        _before = new ulong[_patterns.Length];
        for (var i = 0; i < word.Length; i++)
            _patterns[i / Block] |= (word.IsOne(word.Length - 1 - i) ? 1UL : 0) << (63 - (i % Block));
        _mask = ulong.MaxValue << ((Block - (word.Length % Block)) % Block);
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
    /// <returns>Bit i is set where a sync word may end with new symbol i.</returns>
    public ulong Find(ReadOnlySpan<float> symbols, int count)
    {
        var bits = Positive(symbols[^count..]);
        var isRoom = _signs.Length > 0 && symbols.Length - count >= _word.Length + Vector256<float>.Count;
        var found = isRoom ? FewOf(bits, Near(symbols, count)) : Few(bits, count);
        for (var i = _before.Length - 1; i >= 0 && count > 0; i--)
        {
            var newer = i > 0 ? _before[i - 1] : bits;
            _before[i] = count == Block ? newer : (_before[i] >> count) | (newer << (Block - count));
        }
        return found;
    }

    /// <summary>Goes to another place of the stream.</summary>
    /// <param name="symbols">Those before it that are there.</param>
    public void GoTo(ReadOnlySpan<float> symbols)
    {
        foreach (ref var before in _before.AsSpan())
        {
            var last = symbols[Math.Max(0, symbols.Length - Block)..];
            before = last.IsEmpty ? 0 : Positive(last) << (Block - last.Length);
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
    private ulong Few(ulong bits, int count)
    {
        if (_patterns.Length > 1)
            return FewOf(bits, count == Block ? ulong.MaxValue : (1UL << count) - 1);
        ulong found = 0;
        var (before, pattern, mask) = (_before[0] >> 1, _patterns[0], _mask);
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
    private ulong FewOf(ulong bits, ulong asked)
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
    private int Errors(ulong bits, int i)
    {
        var (errors, last) = (0, _patterns.Length - 1);
        for (var word = 0; word <= last; word++, bits = _before[word - 1])
            errors += BitOperations.PopCount((((_before[word] >> 1 >> i) | (bits << (63 - i))) ^ _patterns[word]) & (word == last ? _mask : ulong.MaxValue));
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
