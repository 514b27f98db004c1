using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Pieces of 48 bytes to the symbols of Światowid, one after a sync word (see <see cref="Swiatowid"/>). The satellite sends 141.</summary>
public sealed class SwiatowidFramer : IFramer
{
    private const int PreambleSymbols = 64;
    private const int Bytes = 2 + Swiatowid.PieceLength + 2;
    private readonly ReedSolomon _code = ReedSolomon.Il2p(Swiatowid.ParityLength);
    private readonly byte[] _bytes = new byte[Bytes];

    /// <inheritdoc/>
    public int MinPayloadLength => Swiatowid.DataLength;

    /// <inheritdoc/>
    public int MaxPayloadLength => Swiatowid.DataLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + 32 + (8 * Bytes);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        const int Length = Swiatowid.PieceLength + 2 + Swiatowid.LengthOffset;
        (_bytes[0], _bytes[1]) = (Length & 0xFF, Length >> 8);
        payload.CopyTo(_bytes.AsSpan(2));
        _code.Encode(payload, _bytes.AsSpan(2 + Swiatowid.DataLength, Swiatowid.ParityLength));
        Crc.Crc16CcittZero.Seal(_bytes.AsSpan(2), lowOctetFirst: true);
        Bits.ReverseEach(_bytes);
        FramerChecks.Alternate(symbols[..PreambleSymbols]);
        Bits.UnpackWord(Swiatowid.Sync, symbols.Slice(PreambleSymbols, 32));
        Bits.Unpack(_bytes, symbols[(PreambleSymbols + 32)..]);
        return MaxOutput(payload.Length);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
