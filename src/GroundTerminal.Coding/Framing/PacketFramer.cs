namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="PacketFrame"/>: alternating preamble, sync word, whitened packet.</summary>
public sealed class PacketFramer : IFramer
{
    private const int PreambleBytes = 8;
    private readonly SyncWord _sync;
    private readonly PacketLayout _layout;
    private readonly byte[] _packet;

    /// <param name="sync">The sync word.</param>
    /// <param name="layout">Length, whitening and check.</param>
    public PacketFramer(SyncWord sync, PacketLayout layout)
    {
        (_sync, _layout) = (sync, layout);
        _packet = new byte[layout.HeaderLength + layout.MaxDataLength + PacketLayout.CheckLength];
    }

    /// <inheritdoc/>
    public int MinPayloadLength => _layout.FixedLength ?? 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => _layout.MaxDataLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => ((PreambleBytes + _layout.HeaderLength + payloadLength + PacketLayout.CheckLength) * 8) + _sync.Length;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var packet = _packet.AsSpan(0, _layout.HeaderLength + payload.Length + PacketLayout.CheckLength);
        packet[0] = (byte)payload.Length;
        payload.CopyTo(packet[_layout.HeaderLength..]);
        _layout.Check.Seal(packet, _layout.LowOctetFirst);
        for (var i = 0; i < packet.Length; i++)
            packet[i] ^= _layout.Whitening[i];
        Idle(symbols[..(PreambleBytes * 8)]);
        var at = PreambleBytes * 8;
        at += _sync.Write(symbols[at..]);
        Bits.Unpack(packet, symbols[at..]);
        return at + (packet.Length * 8);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => FramerChecks.Alternate(symbols);

    /// <inheritdoc/>
    public void Reset()
    {
    }
}
