using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Frames to Astrocast's symbols (see <see cref="AstrocastFx25"/>).</summary>
public sealed class AstrocastFx25Framer : IFramer
{
    private const int PreambleSymbols = 64;
    private const int Symbols = PreambleSymbols + 64 + (8 * AstrocastFx25.WordLength);
    private readonly DifferentialCode? _line;
    private readonly CcsdsReedSolomon _code = new(AstrocastFx25.WordLength - AstrocastFx25.DataLength, ReedSolomonBasis.Dual, 1);
    private readonly byte[] _word = new byte[AstrocastFx25.WordLength];

    /// <param name="nrzI">True for a change where a bit is 0.</param>
    public AstrocastFx25Framer(bool nrzI) => _line = nrzI ? new DifferentialCode(DifferentialKind.Space) : null;

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => AstrocastFx25.DataLength - 4;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => Symbols;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        _word.AsSpan().Fill(AstrocastFx25.Flag);
        payload.CopyTo(_word.AsSpan(1));
        Crc.Crc16X25.Seal(_word.AsSpan(1, payload.Length + 2), lowOctetFirst: true);
        _code.Encode(_word.AsSpan(0, AstrocastFx25.DataLength), _word.AsSpan(AstrocastFx25.DataLength));
        Bits.ReverseEach(_word);
        FramerChecks.Alternate(symbols[..PreambleSymbols]);
        Bits.UnpackWord(AstrocastFx25.Tag, symbols.Slice(PreambleSymbols, 64));
        Bits.Unpack(_word, symbols[(PreambleSymbols + 64)..]);
        _line?.EncodeBits(symbols[..Symbols]);
        return Symbols;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols)
    {
        FramerChecks.Alternate(symbols);
        _line?.EncodeBits(symbols);
    }

    /// <inheritdoc/>
    public void Reset() => _line?.Reset();
}
