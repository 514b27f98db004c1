using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="Aausat4Frame"/>: preamble of 01, sync word "OZ4CUB", size marker, convolutionally coded Reed–Solomon word with a byte of zeros as its tail.</summary>
public sealed class Aausat4Framing : IFramer
{
    private const int PreambleBytes = 60;
    private const int TailBytes = 1;
    private static readonly SyncWord Sync = SyncWord.Parse("0x4F5A34435542", 1e-5);
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly ConvolutionalEncoder _encoder = new(ConvolutionalCode.Ccsds);
    private readonly byte[] _word;

    /// <param name="options">Frame size 31 or 92 (if none is given): a frame's data bytes.</param>
    /// <exception cref="ArgumentException">Another size.</exception>
    public Aausat4Framing(FramingOptions options)
    {
        var size = options.FrameSize ?? Aausat4Frame.LongData;
        if (size is not (Aausat4Frame.ShortData or Aausat4Frame.LongData))
            throw new ArgumentException($"Frame size {size} of AAUSAT-4; {Aausat4Frame.ShortData} and {Aausat4Frame.LongData} are possible.", nameof(options));
        MaxPayloadLength = size;
        _word = new byte[size + Aausat4Frame.ParityLength + TailBytes];
    }

    /// <summary>As the catalogue knows it. The decoder takes both sizes.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "AAUSAT-4", "Aalborg University, Spacelink format of AAUSAT3 and 4: CCSDS concatenated code", _ => new SyncedDeframer(Sync, new Aausat4Frame()), o => new Aausat4Framing(o));

    /// <inheritdoc/>
    public int MinPayloadLength => MaxPayloadLength;

    /// <inheritdoc/>
    public int MaxPayloadLength { get; }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (PreambleBytes * 8) + Sync.Length + Aausat4Frame.MarkerSymbols + (2 * _word.Length * 8);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        payload.CopyTo(_word);
        _code.Encode(payload, _word.AsSpan(payload.Length, Aausat4Frame.ParityLength));
        CcsdsRandomizer.Short.Apply(_word.AsSpan(..^TailBytes));
        var at = PreambleBytes * 8;
        Idle(symbols[..at]);
        at += Sync.Write(symbols[at..]);
        Bits.UnpackWord(payload.Length == Aausat4Frame.ShortData ? Aausat4Frame.ShortMarker : Aausat4Frame.LongMarker, symbols.Slice(at, Aausat4Frame.MarkerSymbols));
        at += Aausat4Frame.MarkerSymbols;
        _encoder.Reset();
        return at + _encoder.Encode(_word, _word.Length * 8, symbols[at..]);
    }

    /// <summary>Alternating, 0 first.</summary>
    public void Idle(Span<byte> symbols)
    {
        for (var i = 0; i < symbols.Length; i++)
            symbols[i] = (byte)(i & 1);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
