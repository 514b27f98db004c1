using System.Numerics;

namespace GroundTerminal.Coding.Scramblers;

/// <summary>The multiplicative, self-synchronising scrambler: each sent bit is the data bit plus earlier sent bits. The register is kept between calls.</summary>
/// <remarks>
/// In the convention of GNU Radio's <c>descrambler_bb(mask, seed, length)</c> (gnuradio 3.10, digital/lfsr.h): a register of length + 1 sent bits, the newest in bit <c>length</c>;
/// mask bit k taps the bit sent length + 1 − k before. One object either scrambles or descrambles. Scrambling here has no delay (GNU Radio's scrambler_bb gives each bit length + 1 bits late).
/// A wrong symbol becomes one wrong bit for itself and one for each tap.
/// </remarks>
public sealed class LfsrScrambler
{
    private readonly uint _mask;
    private readonly uint _seed;
    private readonly int _length;
    private readonly float[] _recent;
    private readonly int[] _delays;
    private uint _register;
    private int _at;

    /// <param name="mask">Taps, not 0, within length + 1 bits.</param>
    /// <param name="seed">The register at the start, within length + 1 bits.</param>
    /// <param name="length">Bits of the register less one, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of these is out of its range.</exception>
    public LfsrScrambler(uint mask, uint seed, int length)
    {
        CheckRegister(mask, seed, length);
        (_mask, _seed, _length) = (mask, seed, length);
        _recent = new float[32];
        _delays = [.. Enumerable.Range(0, length + 1).Where(k => ((mask >> k) & 1) != 0).Select(k => length + 1 - k)];
        Reset();
    }

    /// <summary>x¹⁷ + x¹² + 1 (J. Miller G3RUH, "9600 Baud Packet Radio Modem Design", 1988); also that of the AX100's ASM and RS modes.</summary>
    public static LfsrScrambler G3ruh() => new(0x21, 0, 16);

    /// <summary>Back to the seed, and its bits as sure symbols.</summary>
    public void Reset()
    {
        _register = _seed;
        _at = 0;
        for (var delay = 1; delay <= _length + 1; delay++)
            _recent[-delay & 31] = ((_seed >> (_length + 1 - delay)) & 1) != 0 ? float.MaxValue : -float.MaxValue;
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
        foreach (ref var symbol in symbols)
        {
            var received = float.IsNaN(symbol) ? 0 : symbol;
            var one = received > 0;
            var magnitude = Math.Abs(received);
            foreach (var delay in _delays)
            {
                var tap = _recent[(_at - delay) & 31];
                one ^= tap > 0;
                magnitude = Math.Min(magnitude, Math.Abs(tap));
            }
            _recent[_at] = received;
            _at = (_at + 1) & 31;
            symbol = one ? magnitude : -magnitude;
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
