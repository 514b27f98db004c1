namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of a <see cref="CountedLayout"/>.</summary>
public sealed class CountedFramer : IFramer
{
    private readonly CountedLayout _layout;
    private readonly byte[] _bytes;

    /// <param name="layout">How the frame is built.</param>
    public CountedFramer(CountedLayout layout)
    {
        _layout = layout;
        _bytes = new byte[Math.Max(layout.MaxLength + layout.Check.ByteLength, layout.PaddedLength)];
    }

    /// <inheritdoc/>
    public int MinPayloadLength => _layout.MinLength - _layout.Strip;

    /// <inheritdoc/>
    public int MaxPayloadLength => _layout.MaxLength - _layout.Strip;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => (_layout.Preamble.Length * 8) + _layout.Sync.Length + (SentLength(payloadLength + _layout.Strip) * 8);

    /// <inheritdoc/>
    public int Conform(Span<byte> payload)
    {
        var bytes = _bytes.AsSpan(0, payload.Length + _layout.Strip);
        payload.CopyTo(bytes[_layout.Strip..]);
        var length = _layout.SetLength(bytes) - _layout.Strip;
        bytes.Slice(_layout.Strip, length).CopyTo(payload);
        return length;
    }

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var length = payload.Length + _layout.Strip;
        var bytes = _bytes.AsSpan(0, SentLength(length));
        bytes.Clear();
        payload.CopyTo(bytes[_layout.Strip..]);
        if (_layout.Strip > 0)
            _layout.SetLength(bytes[..length]);
        if (_layout.LengthOf(bytes[.._layout.HeadLength]) is var told && told != length)
            throw new ArgumentException($"The payload's own field tells of {told - _layout.Strip} bytes; there are {payload.Length}.", nameof(payload));
        _layout.Scramble?.Invoke(bytes[..length]);
        _layout.Check.Seal(bytes[..(length + _layout.Check.ByteLength)], _layout.LowOctetFirst);
        Bits.Unpack(_layout.Preamble.Span, symbols);
        var at = _layout.Preamble.Length * 8;
        at += _layout.Sync.Write(symbols[at..]);
        Bits.Unpack(bytes, symbols[at..]);
        return at + (bytes.Length * 8);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }

    private int SentLength(int length) => Math.Max(length + _layout.Check.ByteLength, _layout.PaddedLength);
}
