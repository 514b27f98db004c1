using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Coding.Transports;

/// <summary>A KISS stream cut into link frames: packets lie anywhere in it, and run on from frame to frame.</summary>
/// <remarks>Chepponis and Karn 1987, see <see cref="Kiss"/>. Without a frame count a lost frame cannot be seen: it shows as a packet with a hole, which only the packet's own check can refuse.</remarks>
public sealed class KissTransport : ITransport
{
    private readonly KissDecoder _decoder;
    private readonly int _headerLength;

    /// <param name="hasCommandByte">Packets begin with KISS's command byte; those that are not data are dropped.</param>
    /// <param name="headerLength">Bytes at the beginning of each link frame that are not of the stream.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="headerLength"/> is negative.</exception>
    public KissTransport(bool hasCommandByte, int headerLength = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(headerLength);
        (_decoder, _headerLength) = (new KissDecoder(hasCommandByte: hasCommandByte), headerLength);
    }

    /// <summary>KISS as it is.</summary>
    public static TransportDescriptor Plain { get; } = new("KISS", "KISS TNC protocol (1987)", () => new KissTransport(hasCommandByte: true));

    /// <summary>Of LilacSat-1, LilacSat-2, BY70-1 and Taurus-1.</summary>
    public static TransportDescriptor NoCommandByte { get; } = new("KISS no control byte", "KISS TNC protocol (1987) without its command byte", () => new KissTransport(hasCommandByte: false));

    /// <summary>Of KS-1Q: three bytes (spacecraft 01 00, type 50) before the stream.</summary>
    /// <remarks>The packets do have the command byte: of the satellite's recorded frames the CRC-32C, which CSP 1.x takes over the data after its
    /// four-byte header, fits only when the byte 00 before the header is taken away. The gr-satellites project leaves it in.</remarks>
    public static TransportDescriptor Ks1q { get; } = new("KISS KS-1Q", "KISS TNC protocol (1987) after three bytes of header", () => new KissTransport(hasCommandByte: true, headerLength: 3));

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> frame, IPacketSink sink)
    {
        if (frame.Length > _headerLength)
            Deliver(_decoder, frame[_headerLength..], sink);
    }

    /// <inheritdoc/>
    public void Reset() => _decoder.Reset();

    /// <summary>Hands over the data packets that end in these bytes of a stream.</summary>
    internal static void Deliver(KissDecoder decoder, ReadOnlySpan<byte> bytes, IPacketSink sink)
    {
        while (decoder.TryRead(ref bytes, out var packet))
        {
            if (packet.Command == 0 && packet.Payload.Length > 0)
                sink.OnPacket(packet.Payload);
        }
    }
}
