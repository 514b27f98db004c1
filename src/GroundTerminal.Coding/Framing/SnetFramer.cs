using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>PDUs to the symbols of S-NET and SALSAT (see <see cref="Snet"/>): from 1 to the ground, with BCH(15,7), the middle one of the codes.</summary>
public sealed class SnetFramer : IFramer
{
    private const int PreambleSymbols = 64;
    private const int Type = 2, MessageBits = 7;
    private const byte Filling = 0xDB;
    private readonly bool _faulty;
    private readonly Bch _strong = Bch.Bch15K5(), _code = Bch.Bch15K7();
    private readonly byte[] _header = new byte[9];
    private readonly byte[] _filled = new byte[Snet.MaxPduLength + (2 * MessageBits)];
    private int _count;

    /// <param name="faulty">With the checks as S-NET computes them.</param>
    public SnetFramer(bool faulty) => _faulty = faulty;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => Snet.MaxPduLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + 32 + Snet.HeaderSymbols + Snet.PduSymbols(payloadLength, MessageBits);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        FramerChecks.Alternate(symbols[..PreambleSymbols]);
        Bits.UnpackWord(Snet.Sync, symbols.Slice(PreambleSymbols, 32));
        _count = PreambleSymbols + 32;
        WriteHeader(payload, symbols);
        payload.CopyTo(_filled);
        _filled.AsSpan(payload.Length).Fill(Filling);
        var bit = 0;
        for (var block = 0; block < Snet.PduSymbols(payload.Length, MessageBits) / Snet.BlockSymbols; block++)
        {
            for (var w = 0; w < Snet.BlockWords; w++, bit += MessageBits)
                Spread(_code.Encode(TakeBits(bit)), w, Snet.BlockWords, symbols);
            _count += Snet.BlockSymbols;
        }
        return _count;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <summary>SrcId 7 bits, DstId 7, counters 4 and 4, SNR 4, AiTypeSrc 4, AiTypeDst 4, DfcId 2, flags 6, PduLength 10, CRC-13, CRC-5.</summary>
    private void WriteHeader(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        var bits = ((UInt128)1 << 58) | ((UInt128)Type << 35) | ((UInt128)Type << 31) | ((UInt128)payload.Length << 13) | Snet.PduCheck(payload, _faulty);
        var covered = (bits << 7) | 0b1011011;
        for (var i = 0; i < 9; i++)
            _header[i] = (byte)(covered >> (64 - (8 * i)));
        bits = (bits << 5) | Snet.HeaderCheck(_header, _faulty);
        for (var w = 0; w < Snet.HeaderWords; w++)
            Spread(_strong.Encode((ulong)(bits >> (5 * (Snet.HeaderWords - 1 - w))) & 31), w, Snet.HeaderWords, symbols);
        _count += Snet.HeaderSymbols;
    }

    private ulong TakeBits(int from)
    {
        ulong bits = 0;
        for (var i = 0; i < MessageBits; i++)
            bits |= (ulong)((_filled[(from + i) >> 3] >> ((from + i) & 7)) & 1) << i;
        return bits;
    }

    private void Spread(ulong word, int index, int words, Span<byte> symbols)
    {
        for (var i = 0; i < Snet.WordBits; i++)
            symbols[_count + (i * words) + index] = (byte)((word >> i) & 1);
    }
}
