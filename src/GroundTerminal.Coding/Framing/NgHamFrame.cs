using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of NGHam (see <see cref="NgHam"/>).</summary>
/// <remarks>False frames in noise: 10⁻⁴ syncs a symbol, one in six with a passable tag, then 16 bits of CRC: 0.02 an hour at 9600 baud.</remarks>
internal sealed class NgHamFrame : ISyncedFrame
{
    private const float LeastTagCorrelation = 0.5f;
    private readonly bool _hasParity;
    private readonly SyncWord[] _tags;
    private readonly ReedSolomon _short = ReedSolomon.NgHam(16), _long = ReedSolomon.NgHam(32);
    private readonly byte[] _word = new byte[255];
    private readonly float[] _reliabilities = new float[255];

    /// <param name="hasParity">False where the parity bytes are not to be used.</param>
    public NgHamFrame(bool hasParity)
    {
        _hasParity = hasParity;
        _tags = new SyncWord[NgHam.Tags.Length];
        for (var i = 0; i < _tags.Length; i++)
            _tags[i] = new SyncWord(NgHam.Tags[i], NgHam.TagSymbols);
    }

    /// <inheritdoc/>
    public int FirstSymbols => NgHam.TagSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => NgHam.TagSymbols + (8 * 255);

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var size = FindSize(symbols[..NgHam.TagSymbols]);
        if (size < 0)
            return 0;
        var length = NgHam.TagSymbols + (8 * NgHam.WordLength(size));
        if (symbols.Length < length)
            return length;
        var soft = symbols[NgHam.TagSymbols..length];
        var word = _word.AsSpan(0, NgHam.WordLength(size));
        Bits.Pack(soft, word);
        CcsdsRandomizer.Short.Apply(word);
        var packet = Packet(word, size);
        var corrected = 0;
        if (packet.IsEmpty && _hasParity)
        {
            Bits.Reliabilities(soft, _reliabilities.AsSpan(0, word.Length));
            corrected = (size < 3 ? _short : _long).DecodeSoft(word, _reliabilities.AsSpan(0, word.Length));
            packet = corrected >= 0 ? Packet(word, size) : default;
        }
        if (packet.IsEmpty)
            report.Refuse(DecodeStatus.CheckFailed, length);
        else
            report.Frame(packet, length, corrected);
        return 0;
    }

    private int FindSize(ReadOnlySpan<float> symbols)
    {
        var (best, size) = (LeastTagCorrelation, -1);
        for (var i = 0; i < _tags.Length; i++)
        {
            var rho = _tags[i].Correlate(symbols);
            if (rho > best)
                (best, size) = (rho, i);
        }
        return size;
    }

    /// <summary>First byte and data where the CRC is right; empty where it is not.</summary>
    private static ReadOnlySpan<byte> Packet(ReadOnlySpan<byte> word, int size)
    {
        var packet = word[..(NgHam.DataLength(size) - (word[0] & NgHam.PaddingMask))];
        return packet.Length >= 3 && Crc.Crc16X25.IsValid(packet, lowOctetFirst: false) ? packet[..^2] : default;
    }
}
