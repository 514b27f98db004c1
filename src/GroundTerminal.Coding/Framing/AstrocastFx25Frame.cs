using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the tag of Astrocast (see <see cref="AstrocastFx25"/>). Any 7E with a right CRC before it ends the frame, since nothing is stuffed.</summary>
/// <remarks>False frames in noise: 10⁻⁶ syncs a symbol, then a 7E and 16 bits of CRC at 220 places: 10⁻⁴ an hour at 1200 baud.</remarks>
internal sealed class AstrocastFx25Frame : ISyncedFrame
{
    private readonly CcsdsReedSolomon _code = new(AstrocastFx25.WordLength - AstrocastFx25.DataLength, ReedSolomonBasis.Dual, 1);
    private readonly byte[] _word = new byte[AstrocastFx25.WordLength];
    private readonly float[] _reliabilities = new float[AstrocastFx25.WordLength];

    /// <inheritdoc/>
    public int FirstSymbols => 8 * AstrocastFx25.WordLength;

    /// <inheritdoc/>
    public int MaxSymbols => 8 * AstrocastFx25.WordLength;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        Bits.Pack(symbols, _word);
        Bits.ReverseEach(_word);
        Bits.Reliabilities(symbols, _reliabilities);
        var corrected = Math.Max(0, _code.DecodeSoft(_word, _reliabilities)); // a frame shorter than the word may be right all the same
        var packet = _word.AsSpan(1, AstrocastFx25.DataLength - 1);
        for (var end = 3; end < packet.Length; end++)
        {
            if (packet[end] != AstrocastFx25.Flag || !Crc.Crc16X25.IsValid(packet[..end], lowOctetFirst: true))
                continue;
            report.Frame(packet[..(end - 2)], symbols.Length, corrected);
            return 0;
        }
        report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }
}
