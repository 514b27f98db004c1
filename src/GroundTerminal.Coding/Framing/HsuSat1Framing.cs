using GroundTerminal.Coding.Checks;
using GroundTerminal.Coding.Codes;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="HsuSat1Frame"/>. The header in the clear, whose content is not known, is sent as 16 characters of 0.</summary>
public sealed class HsuSat1Framing : IFramer
{
    private const int PreambleSymbols = 80;
    private static readonly SyncWord Sync = SyncWord.Parse("1110 0011 0111 1011 0001 0110 0111 1110 1", 1e-5); // E37B167E and a stop bit
    private readonly ConvolutionalEncoder _encoder = new(HsuSat1Frame.Code);
    private readonly byte[] _sequence = HsuSat1Frame.MakeSequence();
    private readonly byte[] _coded = new byte[HsuSat1Frame.CodedCharacters * 8];
    private readonly byte[] _data = new byte[HsuSat1Frame.DataLength + HsuSat1Frame.CheckLength + 1]; // a byte of zeros is the tail

    /// <summary>As the catalogue knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "HSU-SAT1", "Hosei University HSU-SAT1, code of F4GOH's CONVOLUTION library, as gr-satellites decodes it", _ => new SyncedDeframer(Sync, new HsuSat1Frame()), _ => new HsuSat1Framing());

    /// <inheritdoc/>
    public int MinPayloadLength => HsuSat1Frame.DataLength;

    /// <inheritdoc/>
    public int MaxPayloadLength => HsuSat1Frame.DataLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => PreambleSymbols + Sync.Length + ((HsuSat1Frame.HeaderCharacters + HsuSat1Frame.CodedCharacters) * HsuSat1Frame.CharacterSymbols);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_data);
        Crc.Crc16X25.Seal(_data.AsSpan(..^1), lowOctetFirst: false);
        _encoder.Reset();
        _encoder.Encode(_data, _data.Length * 8, _coded);
        Idle(symbols[..PreambleSymbols]);
        var at = PreambleSymbols;
        at += Sync.Write(symbols[at..]);
        var characters = symbols[at..MaxOutput(payload.Length)];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = (byte)(i % HsuSat1Frame.CharacterSymbols == HsuSat1Frame.CharacterSymbols - 1 ? 1 : 0); // stop bits
        for (var i = 0; i < _coded.Length; i++)
            characters[HsuSat1Frame.SymbolOf(i)] = (byte)(_coded[i] ^ _sequence[i]);
        return at + characters.Length;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
