using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>How received symbols agree with a path: that of a code of two symbols a step, encoded again thirty-two steps at a time.</summary>
/// <param name="code">Two generators.</param>
internal sealed class ViterbiAgreement(ConvolutionalCode code)
{
    private const int StepsAtOnce = 8;

    /// <summary>Of sums in 16 bits: 8 · 31 at most of thirty-two steps.</summary>
    private const int StepsBeforeOverflow = 32 * (ushort.MaxValue / (8 * ViterbiSixtyFour.MaxMagnitude));
    private readonly int[] _firstDelays = Delays(code, 0), _secondDelays = Delays(code, 1);
    private readonly uint _firstInversion = (uint)-(code.Inverted & 1), _secondInversion = (uint)-((code.Inverted >> 1) & 1);

    /// <param name="startState">The register before the first symbol.</param>
    /// <param name="packedBits">The path's bits; zeros follow them.</param>
    /// <param name="symbols">Two a step, of magnitude <see cref="ViterbiSixtyFour.MaxMagnitude"/> at most.</param>
    /// <returns>Symbols that are not zero, those with another sign than the path's, the sum of all magnitudes and that of those.</returns>
    public (int Present, int Wrong, long Total, long Lost) Of(int startState, ReadOnlySpan<byte> packedBits, ReadOnlySpan<sbyte> symbols)
    {
        var (present, wrong, total, lost) = (0, 0, 0L, 0L);
        var register = (ulong)startState;
        for (var at = 0; 2 * at < symbols.Length; at += StepsBeforeOverflow)
        {
            var part = symbols[(2 * at)..Math.Min(symbols.Length, 2 * (at + StepsBeforeOverflow))];
            var sums = OfPart(ref register, packedBits[Math.Min(packedBits.Length, at / 8)..], part);
            present += part.Length - sums.Absent;
            (wrong, total, lost) = (wrong + sums.Wrong, total + sums.Total, lost + sums.Lost);
        }
        return (present, wrong, total, lost);
    }

    private (int Absent, int Wrong, int Total, int Lost) OfPart(ref ulong register, ReadOnlySpan<byte> packedBits, ReadOnlySpan<sbyte> symbols)
    {
        var (absents, wrongs, totals, losts) = (Vector128<ushort>.Zero, Vector128<ushort>.Zero, Vector128<ushort>.Zero, Vector128<ushort>.Zero);
        ref var from = ref MemoryMarshal.GetReference(symbols);
        var steps = symbols.Length / 2;
        var block = 0;
        for (; block <= steps - (4 * StepsAtOnce); block += 4 * StepsAtOnce)
        {
            register = (register << 32) | Bits(packedBits, block / 8);
            var (first, second) = (Encode(register, _firstDelays) ^ _firstInversion, Encode(register, _secondDelays) ^ _secondInversion);
            var (absent, wrong, all, bad) = (Vector128<byte>.Zero, Vector128<byte>.Zero, Vector128<byte>.Zero, Vector128<byte>.Zero);
            for (var (i, shift) = (0, 24); i < 4; i++, shift -= 8)
            {
                var received = Vector128.LoadUnsafe(ref from, (nuint)(2 * (block + (i * StepsAtOnce))));
                var ones = Ones((byte)(first >> shift), (byte)(second >> shift));
                var disagree = Vector128.GreaterThan((received ^ ones) - ones, Vector128<sbyte>.Zero).AsByte();
                var magnitudes = Vector128.Abs(received).AsByte();
                (absent, wrong) = (absent - Vector128.Equals(received, Vector128<sbyte>.Zero).AsByte(), wrong - disagree);
                (all, bad) = (all + magnitudes, bad + (magnitudes & disagree));
            }
            (absents, wrongs, totals, losts) = (absents + Pairs(absent), wrongs + Pairs(wrong), totals + Pairs(all), losts + Pairs(bad));
        }
        var rest = OfRest(register << 32 | Bits(packedBits, block / 8), symbols[(2 * block)..]);
        return (rest.Absent + Vector128.Sum(Wide(absents)), rest.Wrong + Vector128.Sum(Wide(wrongs)), rest.Total + Vector128.Sum(Wide(totals)), rest.Lost + Vector128.Sum(Wide(losts)));
    }

    /// <summary>Of fewer than thirty-two steps, symbol by symbol.</summary>
    private (int Absent, int Wrong, int Total, int Lost) OfRest(ulong register, ReadOnlySpan<sbyte> symbols)
    {
        var sent = (Encode(register, _firstDelays) ^ _firstInversion, Encode(register, _secondDelays) ^ _secondInversion);
        var (absent, wrong, total, lost) = (0, 0, 0, 0);
        for (var i = 0; i < symbols.Length; i++)
        {
            var one = ((i % 2 == 0 ? sent.Item1 : sent.Item2) >> (31 - (i / 2))) & 1;
            var magnitude = Math.Abs((int)symbols[i]);
            var disagrees = one != 0 ? symbols[i] < 0 : symbols[i] > 0;
            absent += magnitude == 0 ? 1 : 0;
            wrong += disagrees ? 1 : 0;
            (total, lost) = (total + magnitude, lost + (disagrees ? magnitude : 0));
        }
        return (absent, wrong, total, lost);
    }

    private static int[] Delays(ConvolutionalCode code, int generator) =>
        [.. Enumerable.Range(0, code.ConstraintLength).Where(delay => ((code.Generators[generator] >> (code.ConstraintLength - 1 - delay)) & 1) != 0)];

    private static uint Bits(ReadOnlySpan<byte> packedBits, int at)
    {
        if (at + 4 <= packedBits.Length)
            return BinaryPrimitives.ReadUInt32BigEndian(packedBits[at..]);
        uint bits = 0;
        for (var i = at; i < packedBits.Length; i++)
            bits |= (uint)packedBits[i] << (24 - (8 * (i - at)));
        return bits;
    }

    private static uint Encode(ulong register, int[] delays)
    {
        ulong sum = 0;
        foreach (var delay in delays)
            sum ^= register >> delay;
        return (uint)sum;
    }

    /// <summary>Sixteen bits in the order of their symbols, all ones where set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Ones(byte first, byte second)
    {
        var masks = Vector128.Create((byte)0x80, 0x80, 0x40, 0x40, 0x20, 0x20, 0x10, 0x10, 8, 8, 4, 4, 2, 2, 1, 1);
        return Vector128.Equals(Vector128.Create((ushort)(first | (second << 8))).AsByte() & masks, masks).AsSByte();
    }

    /// <summary>Sums of neighbours.</summary>
    private static Vector128<ushort> Pairs(Vector128<byte> v) => (v.AsUInt16() & Vector128.Create((ushort)0xFF)) + (v.AsUInt16() >> 8);

    private static Vector128<int> Wide(Vector128<ushort> v) => (Vector128.WidenLower(v) + Vector128.WidenUpper(v)).AsInt32();
}
