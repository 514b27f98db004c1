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

    private const int Tree = 8, CountBits = 7;
    private readonly Vector256<ulong>[] _signs;
    private readonly int _length, _most;

    public SyncCounts(SyncWord word)
    {
        (_length, _most) = (word.Length, word.MaxErrors);
        _signs = new Vector256<ulong>[word.Length];
        for (var back = 0; back < word.Length; back++)
            _signs[back] = ((word.Pattern >> back) & 1) != 0 ? Vector256<ulong>.AllBitsSet : Vector256<ulong>.Zero;
    }

    /// <param name="bits">Hard symbols, the first in the lowest bit: 64 from before the places, then those at the places.</param>
    /// <param name="found">Filled: a bit is set where at most <see cref="SyncWord.MaxErrors"/> symbols of the word that ends there are wrong, or right.</param>
    public void Find(ReadOnlySpan<ulong> bits, Span<ulong> found)
    {
        ref var before = ref MemoryMarshal.GetReference(bits[..(Words + 1)]);
        var (older, newer) = (Vector256.LoadUnsafe(ref before), Vector256.LoadUnsafe(ref before, 1));
        var (ones, twos, fours) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        var (eights, sixteens, thirties, sixties) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        for (var back = 0; back < _length; back += Tree)
        {
            var a = Add(ref ones, Wrong(older, newer, back), Wrong(older, newer, back + 1));
            var b = Add(ref ones, Wrong(older, newer, back + 2), Wrong(older, newer, back + 3));
            var c = Add(ref twos, a, b);
            a = Add(ref ones, Wrong(older, newer, back + 4), Wrong(older, newer, back + 5));
            b = Add(ref ones, Wrong(older, newer, back + 6), Wrong(older, newer, back + 7));
            var d = Add(ref twos, a, b);
            var carry = Add(ref fours, c, d);
            (eights, carry) = (eights ^ carry, eights & carry);
            (sixteens, carry) = (sixteens ^ carry, sixteens & carry);
            (thirties, carry) = (thirties ^ carry, thirties & carry);
            sixties |= carry;
        }
        Span<Vector256<ulong>> counts = [ones, twos, fours, eights, sixteens, thirties, sixties];
        (AtMost(counts, _most) | ~AtMost(counts, _length - _most - 1)).CopyTo(found);
    }

    /// <summary>Where the symbol so many before each place is not the word's; nothing beyond the word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<ulong> Wrong(Vector256<ulong> older, Vector256<ulong> newer, int back)
    {
        if (back >= _length)
            return Vector256<ulong>.Zero;
        // a shift by 64 would be none
        return ((newer << back) | ((older >> 1) >> (63 - back))) ^ _signs[back];
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
