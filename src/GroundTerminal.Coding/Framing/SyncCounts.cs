using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Framing;

/// <summary>Counts the wrong hard decisions of a sync word at 256 places at once: the places stand side by side in the bits of a vector, and carry-save adders sum over the word's symbols.</summary>
/// <remarks>W. Muła, N. Kurz, D. Lemire, "Faster population counts using AVX2 instructions", The Computer Journal 61 (2018) 111 (the adder tree).</remarks>
internal sealed class SyncCounts
{
    /// <summary>Words of 64 places.</summary>
    public const int Words = 4;

    private const int Tree = 8, CountBits = 9, Part = 64;
    private readonly Vector256<ulong>[] _signs;
    private readonly int _length, _most;

    public SyncCounts(SyncWord word)
    {
        (_length, _most) = (word.Length, word.MaxErrors);
        _signs = new Vector256<ulong>[word.Length];
        for (var back = 0; back < word.Length; back++)
            _signs[back] = word.IsOne(word.Length - 1 - back) ? Vector256<ulong>.AllBitsSet : Vector256<ulong>.Zero;
    }

    /// <param name="bits">Hard symbols, the first in the lowest bit: those from before the places, as many times 64 as the word takes, then those at the places.</param>
    /// <param name="found">Filled: a bit is set where at most <see cref="SyncWord.MaxErrors"/> symbols of the word that ends there are wrong, or right.</param>
    public void Find(ReadOnlySpan<ulong> bits, Span<ulong> found)
    {
        var words = (_length + Part - 1) / Part;
        ref var first = ref MemoryMarshal.GetReference(bits[..(words + Words)]);
        var (older, newer) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var (ones, twos, fours, eights) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var (s16, s32, s64, s128, s256) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        for (var back = 0; back < _length; back += Tree)
        {
            if (back % Part == 0)
            {
                words--;
                (older, newer) = (Vector256.LoadUnsafe(ref first, (nuint)words), Vector256.LoadUnsafe(ref first, (nuint)words + 1));
            }
            var a = Add(ref ones, Wrong(older, newer, back), Wrong(older, newer, back + 1));
            var b = Add(ref ones, Wrong(older, newer, back + 2), Wrong(older, newer, back + 3));
            var c = Add(ref twos, a, b);
            a = Add(ref ones, Wrong(older, newer, back + 4), Wrong(older, newer, back + 5));
            b = Add(ref ones, Wrong(older, newer, back + 6), Wrong(older, newer, back + 7));
            var d = Add(ref twos, a, b);
            var carry = Add(ref fours, c, d);
            (eights, carry) = (eights ^ carry, eights & carry);
            (s16, carry) = (s16 ^ carry, s16 & carry);
            (s32, carry) = (s32 ^ carry, s32 & carry);
            (s64, carry) = (s64 ^ carry, s64 & carry);
            (s128, carry) = (s128 ^ carry, s128 & carry);
            s256 |= carry;
        }
        Span<Vector256<ulong>> counts = [ones, twos, fours, eights, s16, s32, s64, s128, s256];
        (AtMost(counts, _most) | ~AtMost(counts, _length - _most - 1)).CopyTo(found);
    }

    /// <summary>Where the symbol so many before each place is not the word's; nothing beyond the word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<ulong> Wrong(Vector256<ulong> older, Vector256<ulong> newer, int back)
    {
        if (back >= _length)
            return Vector256<ulong>.Zero;
        // a shift by 64 would be none
        return ((newer << (back % Part)) | ((older >> 1) >> (63 - (back % Part)))) ^ _signs[back];
    }

    /// <summary>Adds two bits to a sum's bit.</summary>
    /// <returns>The carry.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Add(ref Vector256<ulong> sum, Vector256<ulong> a, Vector256<ulong> b)
    {
        var half = a ^ b;
        var carry = (a & b) | (half & sum);
        sum ^= half;
        return carry;
    }

    private static Vector256<ulong> AtMost(ReadOnlySpan<Vector256<ulong>> counts, int most)
    {
        var (above, equal) = (Vector256<ulong>.Zero, Vector256<ulong>.AllBitsSet);
        for (var bit = CountBits - 1; bit >= 0; bit--)
        {
            if (((most >> bit) & 1) != 0)
            {
                equal &= counts[bit];
                continue;
            }
            above |= equal & counts[bit];
            equal &= ~counts[bit];
        }
        return ~above;
    }
}
