using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the tag of Astrocast (see <see cref="AstrocastFx25"/>). Any 7E with a right CRC before it ends the frame, since nothing is stuffed.</summary>
/// <remarks>
/// Behind the frame the word is filled with 7E. Where Reed–Solomon fails, a frame shorter than the word may be right all the same, but at 220 places a wrong one would pass 16 bits of CRC once in 300 words: then it has to end where the
/// filling begins, within <see cref="Doubt"/> bytes. False frames in noise: 10⁻⁶ syncs a symbol and such a CRC at four places, 10⁻⁶ an hour at 1200 baud.
/// </remarks>
internal sealed class AstrocastFx25Frame : ISyncedFrame
{
    private const int Doubt = 2;
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
        var corrected = _code.DecodeSoft(_word, _reliabilities);
        var packet = _word.AsSpan(1, AstrocastFx25.DataLength - 1);
        var filled = corrected < 0 ? FillingStart(packet) : 0;
        var (first, last) = corrected < 0 ? (Math.Max(3, filled - Doubt), Math.Min(packet.Length, filled + Doubt)) : (3, packet.Length);
        for (var end = first; end < last; end++)
        {
            if (packet[end] != AstrocastFx25.Flag || !Crc.Crc16X25.IsValid(packet[..end], lowOctetFirst: true))
                continue;
            report.Frame(packet[..(end - 2)], symbols.Length, Math.Max(0, corrected));
            return 0;
        }
        report.Refuse(DecodeStatus.CheckFailed, symbols.Length);
        return 0;
    }

    /// <summary>Where what is mostly 7E begins, right to a few bytes where some are wrong.</summary>
    private static int FillingStart(ReadOnlySpan<byte> packet)
    {
        var (start, balance, best) = (packet.Length, 0, 0);
        for (var i = packet.Length - 1; i >= 0; i--)
        {
            balance += packet[i] == AstrocastFx25.Flag ? 1 : -2;
            if (balance > best)
                (start, best) = (i, balance);
        }
        return start;
    }
}
