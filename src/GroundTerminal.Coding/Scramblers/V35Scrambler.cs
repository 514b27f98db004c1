using System.Numerics;

namespace GroundTerminal.Coding.Scramblers;

/// <summary>The self-synchronising scrambler of CCITT V.35 as Intelsat's modems have it (IESS-308): x²⁰ + x³ + 1, inverted, with a counter against periodic data. The register is kept between calls.</summary>
/// <remarks>
/// CCITT Recommendation V.35 (Red Book, 1984). A sent bit is the data bit, 1, and the bits sent 3 and 20 before; where 31 bits in a row were each as the one sent 8 before, the next but one is inverted
/// once more, and counting begins anew. The words of V.35 and its diagram differ by one in that count, and so do modems (Paradise Datacom, P300 handbook, §8.9: 30 or 31); this is the form of
/// gr-satellites 4.4.0 (descrambler308). One object either scrambles or descrambles. A wrong symbol becomes three wrong bits, seldom more.
/// </remarks>
public sealed class V35Scrambler
{
    /// <summary>Bits after which a descrambler that knew nothing is right, but for its counter, which is at the first bit that is not as the one 8 before.</summary>
    public const int Length = 20;
    private const int AdverseCount = 31, CountPeriod = 32;
    private uint _sent; // the newest in bit 0
    private int _same;

    /// <summary>A register of zeros.</summary>
    public void Reset() => (_sent, _same) = (0, 0);

    /// <summary>Scrambles one bit.</summary>
    /// <param name="bit">0 or 1.</param>
    public int ScrambleBit(int bit)
    {
        var sent = bit ^ Mask();
        Shift(sent);
        return sent;
    }

    /// <summary>Descrambles one bit.</summary>
    /// <param name="sent">0 or 1.</param>
    public int DescrambleBit(int sent)
    {
        var bit = sent ^ Mask();
        Shift(sent);
        return bit;
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
            if (_same > AdverseCount - 8)
            {
                octet = DescrambleOctet(octet);
                continue;
            }
            var line = ((ulong)_sent << 8) | octet;
            var changes = (byte)((line >> 1) ^ (line >> 9));
            _same = changes == 0 ? _same + 8 : BitOperations.TrailingZeroCount(changes);
            _sent = (uint)line;
            octet = (byte)~(line ^ (line >> 3) ^ (line >> 20));
        }
    }

    private byte DescrambleOctet(int octet)
    {
        var output = 0;
        for (var i = 7; i >= 0; i--)
            output |= DescrambleBit((octet >> i) & 1) << i;
        return (byte)output;
    }

    private int Mask() => (int)((_sent >> 2) ^ (_sent >> 19) ^ (_same == AdverseCount ? 0u : 1u)) & 1;

    private void Shift(int sent)
    {
        _same = ((_sent ^ (_sent >> 8)) & 1) != 0 ? 0 : (_same + 1) % CountPeriod;
        _sent = (_sent << 1) | (uint)sent;
    }
}
