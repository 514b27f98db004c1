using System.Numerics;
using System.Runtime.Intrinsics;

namespace GroundTerminal.Coding.Scramblers;

/// <summary>The multiplicative, self-synchronising scrambler: each sent bit is the data bit plus earlier sent bits. The register is kept between calls.</summary>
/// <remarks>
/// In the convention of GNU Radio's <c>descrambler_bb(mask, seed, length)</c> (gnuradio 3.10, digital/lfsr.h): a register of length + 1 sent bits, the newest in bit <c>length</c>;
/// mask bit k taps the bit sent length + 1 − k before. One object either scrambles or descrambles. Scrambling here has no delay (GNU Radio's scrambler_bb gives each bit length + 1 bits late).
/// A wrong symbol becomes one wrong bit for itself and one for each tap.
/// </remarks>
public sealed class LfsrScrambler
{
    private const int History = 32, Chunk = 512;
    private readonly uint _mask;
    private readonly uint _seed;
    private readonly int _length;
    private readonly float[] _line = new float[History + Chunk];
    private readonly int[] _delays;
    private uint _register;

    /// <param name="mask">Taps, not 0, within length + 1 bits.</param>
    /// <param name="seed">The register at the start, within length + 1 bits.</param>
    /// <param name="length">Bits of the register less one, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of these is out of its range.</exception>
    public LfsrScrambler(uint mask, uint seed, int length)
    {
        CheckRegister(mask, seed, length);
        (_mask, _seed, _length) = (mask, seed, length);
        _delays = new int[BitOperations.PopCount(mask)];
        for (var (rest, i) = (mask, 0); rest != 0; rest &= rest - 1)
            _delays[i++] = length + 1 - BitOperations.TrailingZeroCount(rest);
        Reset();
    }

    /// <summary>x¹⁷ + x¹² + 1 (J. Miller G3RUH, "9600 Baud Packet Radio Modem Design", 1988); also that of the AX100's ASM and RS modes.</summary>
    public static LfsrScrambler G3ruh() => new(0x21, 0, 16);

    /// <summary>Back to the seed, and its bits as sure symbols.</summary>
    public void Reset()
    {
        _register = _seed;
        for (var delay = 1; delay <= _length + 1; delay++)
            _line[History - delay] = ((_seed >> (_length + 1 - delay)) & 1) != 0 ? float.MaxValue : -float.MaxValue;
    }

    /// <summary>Scrambles packed bytes in place, most significant bit first.</summary>
    public void Scramble(Span<byte> packed)
    {
        foreach (ref var octet in packed)
        {
            var output = 0;
            for (var i = 7; i >= 0; i--)
                output |= ScrambleBit((octet >> i) & 1) << i;
            octet = (byte)output;
        }
    }

    /// <summary>Descrambles packed bytes in place, most significant bit first.</summary>
    public void Descramble(Span<byte> packed)
    {
        foreach (ref var octet in packed)
        {
            var output = 0;
            for (var i = 7; i >= 0; i--)
                output |= DescrambleBit((octet >> i) & 1) << i;
            octet = (byte)output;
        }
    }

    /// <summary>Scrambles bits, one a byte, in place.</summary>
    public void ScrambleBits(Span<byte> bits)
    {
        foreach (ref var bit in bits)
            bit = (byte)ScrambleBit(bit & 1);
    }

    /// <summary>Descrambles bits, one a byte, in place.</summary>
    public void DescrambleBits(Span<byte> bits)
    {
        foreach (ref var bit in bits)
            bit = (byte)DescrambleBit(bit & 1);
    }

    /// <summary>Scrambles one bit, 0 or 1.</summary>
    public int ScrambleBit(int bit)
    {
        var sent = (BitOperations.PopCount(_register & _mask) ^ bit) & 1;
        _register = (_register >> 1) | ((uint)sent << _length);
        return sent;
    }

    /// <summary>Descrambles one bit, 0 or 1.</summary>
    public int DescrambleBit(int sent)
    {
        var bit = (BitOperations.PopCount(_register & _mask) ^ sent) & 1;
        _register = (_register >> 1) | ((uint)sent << _length);
        return bit;
    }

    /// <summary>Descrambles soft symbols in place: the sign is that of the sum of the hard bits, the magnitude the least of the symbols that went into it.</summary>
    /// <remarks>The min-sum form of the soft exclusive or (J. Hagenauer, E. Offer, L. Papke, IEEE Trans. Inf. Theory IT-42, 1996, eq. 12). A register of its own: do not mix with the calls for bits.</remarks>
    public void DescrambleSoft(Span<float> symbols)
    {
        while (!symbols.IsEmpty)
        {
            var chunk = symbols[..Math.Min(Chunk, symbols.Length)];
            var line = _line.AsSpan(0, History + chunk.Length);
            chunk.CopyTo(line[History..]);
            DescrambleLine(line, chunk);
            line[^History..].CopyTo(_line);
            symbols = symbols[chunk.Length..];
        }
    }

    /// <param name="line">The last symbols and the new ones; what is no number becomes 0.</param>
    /// <param name="output">One for each new one.</param>
    private void DescrambleLine(Span<float> line, Span<float> output)
    {
        foreach (ref var symbol in line[History..])
            symbol = float.IsNaN(symbol) ? 0 : symbol;
        var at = 0;
        for (; at + Vector256<float>.Count <= output.Length; at += Vector256<float>.Count)
        {
            var symbols = Vector256.Create<float>(line[(History + at)..]);
            var (one, magnitude) = (Vector256.GreaterThan(symbols, Vector256<float>.Zero), Vector256.Abs(symbols));
            foreach (var delay in _delays)
            {
                var tap = Vector256.Create<float>(line[(History + at - delay)..]);
                one ^= Vector256.GreaterThan(tap, Vector256<float>.Zero);
                magnitude = Vector256.Min(magnitude, Vector256.Abs(tap));
            }
            Vector256.ConditionalSelect(one, magnitude, -magnitude).CopyTo(output[at..]);
        }
        for (; at < output.Length; at++)
        {
            var (one, magnitude) = (line[History + at] > 0, Math.Abs(line[History + at]));
            foreach (var delay in _delays)
                (one, magnitude) = (one ^ (line[History + at - delay] > 0), Math.Min(magnitude, Math.Abs(line[History + at - delay])));
            output[at] = one ? magnitude : -magnitude;
        }
    }

    internal static void CheckRegister(uint mask, uint seed, int length)
    {
        if (length is < 1 or > 31)
            throw new ArgumentOutOfRangeException(nameof(length), length, "The length is 1 to 31.");
        if (mask == 0 || (ulong)mask >> (length + 1) != 0)
            throw new ArgumentOutOfRangeException(nameof(mask), mask, $"The mask has 1 to {length + 1} bits.");
        if ((ulong)seed >> (length + 1) != 0)
            throw new ArgumentOutOfRangeException(nameof(seed), seed, $"The seed has at most {length + 1} bits.");
    }
}
