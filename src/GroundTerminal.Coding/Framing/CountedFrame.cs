namespace GroundTerminal.Coding.Framing;

/// <summary>Decodes what follows the sync word of a <see cref="CountedLayout"/>.</summary>
public sealed class CountedFrame : ISyncedFrame
{
    private readonly CountedLayout _layout;
    private readonly byte[] _bytes;

    /// <param name="layout">How the frame is built.</param>
    public CountedFrame(CountedLayout layout)
    {
        _layout = layout;
        _bytes = new byte[layout.MaxLength + layout.Check.ByteLength];
    }

    /// <inheritdoc/>
    public int FirstSymbols => _layout.HeadLength * 8;

    /// <inheritdoc/>
    public int MaxSymbols => _bytes.Length * 8;

    /// <inheritdoc/>
    public int Decode(ReadOnlySpan<float> symbols, ref FrameReport report)
    {
        var head = _bytes.AsSpan(0, _layout.HeadLength);
        Bits.Pack(symbols, head);
        var length = _layout.LengthOf(head);
        if (length < _layout.MinLength || length > _layout.MaxLength)
        {
            report.Refuse(length < _layout.MinLength ? DecodeStatus.TooShort : DecodeStatus.TooLong, FirstSymbols);
            return 0;
        }
        var bytes = _bytes.AsSpan(0, length + _layout.Check.ByteLength);
        if (symbols.Length < bytes.Length * 8)
            return bytes.Length * 8;
        Bits.Pack(symbols, bytes);
        if (!_layout.Check.IsValid(bytes, _layout.LowOctetFirst))
        {
            report.Refuse(DecodeStatus.CheckFailed, bytes.Length * 8);
            return 0;
        }
        _layout.Descramble?.Invoke(bytes[..length]);
        report.Frame(bytes[_layout.Strip..length], bytes.Length * 8);
        return 0;
    }
}
