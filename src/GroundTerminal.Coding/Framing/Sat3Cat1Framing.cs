using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>3CAT-1: a TI CC1101 that sends fixed packets with PN9 whitening, each a Reed–Solomon word (255,223) of field 0x11D with roots from α¹.</summary>
/// <remarks>Facts of gr-satellites' deframer. Decoded with the bytes' reliabilities: noise gives a word with 3·10⁻⁶ at a sync rate of 10⁻⁵ a symbol, 10⁻³ frames an hour.</remarks>
public sealed class Sat3Cat1Framing : ISyncedFrame, IFramer
{
    private const int DataLength = 223;
    private const int Length = 255;
    private const int PreambleBytes = 8;
    private static readonly SyncWord Sync = SyncWord.Parse("0xD391D391", 1e-5);
    private readonly ReedSolomon _code = ReedSolomon.Fx25(Length - DataLength);
    private readonly byte[] _word = new byte[Length];
    private readonly float[] _reliabilities = new float[Length];

    /// <summary>As the catalogue knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new("3CAT-1", "TI CC1101 packets (SWRS061 §15), Reed–Solomon (255,223)", _ => new SyncedDeframer(Sync, new Sat3Cat1Framing()), _ => new Sat3Cat1Framing());

    /// <inheritdoc/>
    public int FirstSymbols => MaxSymbols;

    /// <inheritdoc/>
    public int MaxSymbols => Length * 8;

    /// <inheritdoc/>
    public int MinPayloadLength => DataLength;

    /// <inheritdoc/>
    public int MaxPayloadLength => DataLength;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        Bits.Pack(symbols, _word);
        Pn9.Apply(_word);
        Bits.Reliabilities(symbols, _reliabilities);
        var corrected = _code.DecodeSoft(_word, _reliabilities, _code.MaxErasures(Length) - 2);
        if (corrected < 0)
            report.Refuse(DecodeStatus.CheckFailed, MaxSymbols);
        else
            report.Frame(_word.AsSpan(0, DataLength), MaxSymbols, corrected);
        return 0;
    }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => ((PreambleBytes + Length) * 8) + Sync.Length;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_word);
        _code.Encode(payload, _word.AsSpan(DataLength));
        Pn9.Apply(_word);
        var at = PreambleBytes * 8;
        Idle(symbols[..at]);
        at += Sync.Write(symbols[at..]);
        Bits.Unpack(_word, symbols[at..]);
        return at + (Length * 8);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
