using GroundTerminal.Coding.Codes;
using GroundTerminal.Coding.Scramblers;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="GolayHeaderFrame"/>: alternating preamble, sync word, Golay header, randomized Reed–Solomon word; convolutionally coded where asked for.</summary>
public sealed class GolayHeaderFramer : IFramer
{
    private const int PreambleBytes = 50; // the AX100's default
    private const int MaxLength = 255;
    private readonly SyncWord _sync;
    private readonly GolayHeader _header;
    private readonly bool _convolutional, _randomized, _reedSolomon;
    private readonly ReedSolomon _code = ReedSolomon.Ccsds();
    private readonly ConvolutionalEncoder _encoder = new(ConvolutionalCode.NasaDsnUninverted);
    private readonly byte[] _data = new byte[MaxLength];

    /// <param name="sync">The sync word.</param>
    /// <param name="header">What the header's flags say.</param>
    /// <param name="convolutional">Codes convolutionally, where the header leaves that open.</param>
    /// <param name="randomized">Randomizes, likewise.</param>
    /// <param name="reedSolomon">Adds Reed–Solomon parity, likewise.</param>
    public GolayHeaderFramer(SyncWord sync, GolayHeader header, bool convolutional = false, bool randomized = true, bool reedSolomon = true)
    {
        (_sync, _header) = (sync, header);
        (_convolutional, _randomized, _reedSolomon) = (header.Convolutional ?? convolutional, header.Randomized ?? randomized, header.ReedSolomon ?? reedSolomon);
        MaxPayloadLength = (_convolutional ? (MaxLength / 2) - 1 : MaxLength) - (_reedSolomon ? GolayHeaderFrame.ParityLength : 0);
    }

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength { get; }

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (PreambleBytes * 8) + _sync.Length + Golay24.Length + (OnAir(payloadLength) * 8);

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var onAir = OnAir(payload.Length);
        var data = _data.AsSpan(0, DataLength(payload.Length));
        payload.CopyTo(data);
        if (_reedSolomon)
            _code.Encode(payload, data[payload.Length..]);
        if (_randomized)
            CcsdsRandomizer.Short.Apply(data);
        Idle(symbols[..(PreambleBytes * 8)]);
        var at = PreambleBytes * 8;
        at += _sync.Write(symbols[at..]);
        Bits.UnpackWord(Golay24.Encode(_header.Make(onAir, _convolutional, _randomized, _reedSolomon)), symbols.Slice(at, Golay24.Length));
        at += Golay24.Length;
        var rest = symbols.Slice(at, onAir * 8);
        if (_convolutional)
            Convolve(data, rest);
        else
            Bits.Unpack(data, rest);
        return at + rest.Length;
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private int DataLength(int payloadLength) => payloadLength + (_reedSolomon ? GolayHeaderFrame.ParityLength : 0);

    private int OnAir(int payloadLength) => _convolutional ? 2 * (DataLength(payloadLength) + 1) : DataLength(payloadLength);

    /// <summary>A byte of zeros is the tail.</summary>
    private void Convolve(ReadOnlySpan<byte> data, Span<byte> symbols)
    {
        _encoder.Reset();
        var at = _encoder.Encode(data, data.Length * 8, symbols);
        _encoder.Encode([0], 8, symbols[at..]);
    }
}
