using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Codes;

/// <summary>How received symbols agree with a path: that of a code of two symbols a step, encoded again thirty-two steps at a time.</summary>
/// <param name="code">Two generators.</param>
internal sealed class ViterbiAgreement(ConvolutionalCode code)
{
    private const int StepsAtOnce = 8;
    private readonly int[] _firstDelays = Delays(code, 0), _secondDelays = Delays(code, 1);
    private readonly uint _firstInversion = (uint)-(code.Inverted & 1), _secondInversion = (uint)-((code.Inverted >> 1) & 1);

    /// <param name="startState">The register before the first symbol.</param>
    /// <param name="packedBits">The path's bits; zeros follow them.</param>
    /// <param name="symbols">Two a step, of magnitude <see cref="ViterbiSixtyFour.MaxMagnitude"/> at most.</param>
    /// <returns>Symbols that are not zero, those with another sign than the path's, the sum of all magnitudes and that of those.</returns>
    public (int Present, int Wrong, long Total, long Lost) Of(int startState, ReadOnlySpan<byte> packedBits, ReadOnlySpan<sbyte> symbols)
    {
        var (present, wrong, total, lost) = (0, 0, 0L, 0L);
        var (register, steps) = ((ulong)startState, symbols.Length / 2);
        ref var from = ref MemoryMarshal.GetReference(symbols);
        Span<sbyte> padded = stackalloc sbyte[2 * StepsAtOnce];
        for (var block = 0; block < steps; block += 4 * StepsAtOnce)
        {
            register = (register << 32) | Bits(packedBits, block / 8);
            var (first, second) = (Encode(register, _firstDelays) ^ _firstInversion, Encode(register, _secondDelays) ^ _secondInversion);
            var (totals, losts) = (Vector128<byte>.Zero, Vector128<byte>.Zero);
            for (int t = block, end = Math.Min(steps, block + (4 * StepsAtOnce)), shift = 24; t < end; t += StepsAtOnce, shift -= 8)
            {
                var received = steps - t >= StepsAtOnce ? Vector128.LoadUnsafe(ref from, (nuint)(2 * t)) : Padded(symbols[(2 * t)..], padded);
                var ones = Ones((byte)(first >> shift), (byte)(second >> shift));
                var disagree = Vector128.GreaterThan(Vector128.ConditionalSelect(ones, -received, received), Vector128<sbyte>.Zero).AsByte();
                var magnitudes = Vector128.Abs(received).AsByte();
                present += 16 - BitOperations.PopCount(Vector128.Equals(received, Vector128<sbyte>.Zero).ExtractMostSignificantBits());
                wrong += BitOperations.PopCount(disagree.ExtractMostSignificantBits());
                (totals, losts) = (totals + magnitudes, losts + (magnitudes & disagree));
            }
            (total, lost) = (total + Sum(totals), lost + Sum(losts));
        }
        return (present, wrong, total, lost);
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

    private static Vector128<sbyte> Padded(ReadOnlySpan<sbyte> rest, Span<sbyte> padded)
    {
        padded.Clear();
        rest.CopyTo(padded);
        return Vector128.Create<sbyte>(padded);
    }

    /// <summary>Sixteen bits in the order of their symbols, all ones where set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Ones(byte first, byte second)
    {
        var masks = Vector128.Create((byte)0x80, 0x80, 0x40, 0x40, 0x20, 0x20, 0x10, 0x10, 8, 8, 4, 4, 2, 2, 1, 1);
        return Vector128.Equals(Vector128.Create((ushort)(first | (second << 8))).AsByte() & masks, masks).AsSByte();
    }

    /// <summary>Of bytes that are sums themselves: at most 4 · 31.</summary>
    private static int Sum(Vector128<byte> v) => Vector128.Sum((v.AsUInt16() & Vector128.Create((ushort)0xFF)) + (v.AsUInt16() >> 8));
}
