using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Frames to ESEO's symbols (see <see cref="Eseo"/>).</summary>
public sealed class EseoFramer : IFramer
{
    private const int PreambleFlags = 6;
    private readonly ReedSolomon _code = ReedSolomon.Fx25(Eseo.ParityLength);
    private readonly byte[] _frame = new byte[Eseo.MaxWordLength];
    private readonly byte[] _word = new byte[Eseo.MaxWordLength];
    private int _bits;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <summary>As many as always fit, however many zeros are stuffed in.</summary>
    public int MaxPayloadLength => ((Eseo.MaxWordLength - Eseo.ParityLength) * 5 / 6) - 2;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (8 * (PreambleFlags + 2 + Eseo.ParityLength)) + ((((8 * (payloadLength + 2) * 6 / 5) + 7) / 8) * 8);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_frame);
        Crc.Crc16CcittZero.Seal(_frame.AsSpan(0, payload.Length + 2), lowOctetFirst: false);
        var data = EncodeLine(_frame.AsSpan(0, payload.Length + 2));
        var word = _word.AsSpan(0, data + Eseo.ParityLength);
        _code.Encode(word[..data], word[data..]);
        Bits.ReverseEach(word);
        Idle(symbols[..(8 * PreambleFlags)]);
        Bits.Unpack(word, symbols[(8 * PreambleFlags)..]);
        var end = 8 * (PreambleFlags + word.Length);
        Idle(symbols.Slice(end, Eseo.FlagSymbols));
        return end + Eseo.FlagSymbols;
    }

    /// <summary>Fills with flags.</summary>
    public void Idle(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)((0x7E >> (7 - (i & 7))) & 1);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <returns>Bytes of the word.</returns>
    private int EncodeLine(ReadOnlySpan<byte> frame)
    {
        _word.AsSpan().Clear();
        _bits = 0;
        uint register = 0;
        int ones = 0, level = 0;
        for (var i = 0; i < 8 * frame.Length; i++)
        {
            level ^= ((frame[i >> 3] >> (i & 7)) & 1) ^ 1;
            var bit = (int)(((uint)level ^ (register >> 11) ^ (register >> 16)) & 1);
            register = (register << 1) | (uint)bit;
            Add(bit);
            ones = (ones + 1) & -bit;
            if (ones < 5)
                continue;
            Add(0);
            ones = 0;
        }
        return (_bits + 7) / 8;
    }

    private void Add(int bit)
    {
        _word[_bits >> 3] |= (byte)(bit << (7 - (_bits & 7)));
        _bits++;
    }
}
