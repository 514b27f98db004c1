using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>OPS-SAT: AX.25 UI frames over G3RUH whose information field is a randomized, shortened Reed–Solomon word (255,223) of CCSDS. Payload: the word's data.</summary>
/// <remarks>
/// ESA, OPS-SAT beacon description: NanoCom AX100 in mode 6. The frame check is not used, since Reed–Solomon corrects what it would refuse; a wrong symbol is six wrong bits in four to six bytes, so
/// that up to two of the eight weakest symbols are flipped as well. Noise does not pass: 1/16! a trial.
/// </remarks>
public sealed class OpsSatFraming : IHdlcContent, IFramer
{
    private const int ParityLength = 32;
    private const int MaxWord = 255;
    private const int CheckLength = 2;
    private static readonly byte[] Header = Convert.FromHexString("8898608AA6826088A0609EA0A66103F0"); // DP0OPS to DL0ESA, UI, no layer 3
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly Ax25Framer _framer = new(scrambled: true);
    private readonly byte[] _frame = new byte[Header.Length + MaxWord];
    private readonly byte[] _received = new byte[MaxWord];
    private int _dataLength;

    /// <summary>As the catalogue knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "OPS-SAT",
        "ESA OPS-SAT beacon description; GOMspace AX100 mode 6; AX.25 v2.2, CCSDS 131.0-B-5 §4",
        o => new Ax25Deframer(scrambled: true, o with { MaxFrameLength = Header.Length + MaxWord, MaxFlippedBits = 2 }, new OpsSatFraming()),
        _ => new OpsSatFraming());

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Payload => _frame.AsSpan(Header.Length, _dataLength);

    /// <inheritdoc/>
    public int Corrected { get; private set; }

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => MaxWord - ParityLength;

    /// <inheritdoc/>
    public bool Decode(ReadOnlySpan<byte> frame)
    {
        var length = frame.Length - Header.Length - CheckLength;
        if (length is <= ParityLength or > MaxWord)
            return false;
        var word = _frame.AsSpan(Header.Length, length);
        frame.Slice(Header.Length, length).CopyTo(word);
        CcsdsRandomizer.Short.Apply(word);
        word.CopyTo(_received);
        Corrected = _code.Decode(word);
        if (Corrected < 0)
            return false;
        var surplus = ShortenedWord.Surplus(_received.AsSpan(0, length), word); // where the closing flag was missed
        (_dataLength, Corrected) = (length - ParityLength - surplus, Corrected - surplus);
        return _dataLength > 0;
    }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => _framer.MaxOutput(Header.Length + payloadLength + ParityLength);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        Header.CopyTo(_frame.AsSpan());
        var word = _frame.AsSpan(Header.Length, payload.Length + ParityLength);
        payload.CopyTo(word);
        _code.Encode(payload, word[payload.Length..]);
        CcsdsRandomizer.Short.Apply(word);
        return _framer.Encode(_frame.AsSpan(0, Header.Length + word.Length), symbols);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => _framer.Idle(symbols);

    /// <inheritdoc/>
    public void Reset() => _framer.Reset();
}
