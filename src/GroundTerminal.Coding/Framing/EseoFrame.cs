using System.Numerics;
using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the opening flags of ESEO: each place where the closing flags may be, as the symbols come (see <see cref="Eseo"/>).</summary>
/// <remarks>False frames in noise: 10⁻³ syncs a symbol, 2.5 closing flags each, one in 10⁴ a code word, then 16 bits of CRC: 10⁻⁴ an hour at 9600 baud.</remarks>
internal sealed class EseoFrame : ISyncedFrame
{
    private const int MinWordLength = Eseo.ParityLength + 3;
    private const int MaxFlagErrors = 3;
    private const int LookEvery = 256;

    /// <summary>Six ones in a row are not sent before the parity: noise has them every 128 bits.</summary>
    private const int MaxLongRuns = 3;
    private const uint Flag = Eseo.Flags & 0xFF;
    private readonly ReedSolomon _code = ReedSolomon.Fx25(Eseo.ParityLength);
    private readonly byte[] _word = new byte[Eseo.MaxWordLength];
    private readonly float[] _reliabilities = new float[Eseo.MaxWordLength];
    private readonly byte[] _frame = new byte[Eseo.MaxWordLength];

    /// <inheritdoc/>
    public int FirstSymbols => 8;

    /// <inheritdoc/>
    public int MaxSymbols => (8 * Eseo.MaxWordLength) + Eseo.FlagSymbols;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        if (symbols.Length == FirstSymbols)
            return Bits.PackWord(symbols) == Flag ? 0 : (8 * MinWordLength) + Eseo.FlagSymbols; // stuffed bits are no flag: these are flags before the frame
        if (symbols.Length % LookEvery == 0 && CountLongRuns(symbols) > MaxLongRuns)
            return 0;
        var flags = Bits.PackWord(symbols[^Eseo.FlagSymbols..]);
        if (BitOperations.PopCount(flags ^ Eseo.Flags) <= MaxFlagErrors)
        {
            var corrected = DecodeWord(symbols[..^Eseo.FlagSymbols], out var length);
            if (corrected >= 0)
            {
                report.Frame(_frame.AsSpan(0, length), symbols.Length, corrected);
                return 0;
            }
            if (length > 0)
                report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        }
        return symbols.Length < MaxSymbols ? symbols.Length + 8 : 0;
    }

    private int CountLongRuns(ReadOnlySpan<float> symbols)
    {
        var bytes = _word.AsSpan(0, (symbols.Length - Eseo.FlagSymbols) / 8 - Eseo.ParityLength);
        Bits.Pack(symbols, bytes);
        var (runs, ones) = (0, 0);
        foreach (var octet in bytes)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                ones = ((octet >> bit) & 1) != 0 ? ones + 1 : 0;
                runs += ones == 6 ? 1 : 0;
            }
        }
        return runs;
    }

    /// <param name="symbols">Of a code word.</param>
    /// <param name="length">Bytes of the frame, or −1 where there is no code word, or none with stuffed bits in it.</param>
    /// <returns>Bytes corrected, or −1 where there is no frame; it has a wrong check where there is a length.</returns>
    private int DecodeWord(ReadOnlySpan<float> symbols, out int length)
    {
        var word = _word.AsSpan(0, symbols.Length / 8);
        var reliabilities = _reliabilities.AsSpan(0, word.Length);
        Bits.Pack(symbols, word);
        Bits.ReverseEach(word);
        Bits.Reliabilities(symbols, reliabilities);
        var corrected = _code.DecodeSoft(word, reliabilities);
        length = corrected < 0 ? -1 : DecodeLine(word);
        if (length < 3 || !Crc.Crc16CcittZero.IsValid(_frame.AsSpan(0, length), lowOctetFirst: false))
            return -1;
        length -= 2;
        return corrected;
    }

    /// <summary>Takes out the stuffed zeros, descrambles, undoes NRZ-I and gathers whole bytes; bits that fill up the last are left.</summary>
    /// <returns>Bytes, or −1 where six ones follow each other.</returns>
    private int DecodeLine(ReadOnlySpan<byte> word)
    {
        uint register = 0;
        int ones = 0, last = 0, count = 0, octet = 0;
        for (var i = 0; i < 8 * (word.Length - Eseo.ParityLength); i++)
        {
            var bit = (word[i >> 3] >> (7 - (i & 7))) & 1;
            if (ones == 5)
            {
                if (bit != 0)
                    return -1;
                ones = 0;
                continue;
            }
            ones = (ones + 1) & -bit;
            var level = (int)(((uint)bit ^ (register >> 11) ^ (register >> 16)) & 1);
            register = (register << 1) | (uint)bit;
            octet |= (level ^ last ^ 1) << (count & 7);
            last = level;
            if ((++count & 7) != 0)
                continue;
            _frame[(count >> 3) - 1] = (byte)octet;
            octet = 0;
        }
        return count >> 3;
    }
}
