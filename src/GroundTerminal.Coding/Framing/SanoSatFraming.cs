using GroundTerminal.Coding.Checks;

namespace GroundTerminal.Coding.Framing;

/// <summary>The encoder of <see cref="SanoSatFrame"/>: alternating preamble, sync word 2DD4 with each byte turned, header, data, check.</summary>
public sealed class SanoSatFraming : IFramer
{
    private const int PreambleBytes = 8;
    private static readonly SyncWord Sync = SyncWord.Parse("0xB42B", 1e-3);
    private readonly byte[] _packet = new byte[SanoSatFrame.MaxLength + 5];

    /// <summary>As the catalogue knows it.</summary>
    public static FramingDescriptor Descriptor => field ??= new("SanoSat", "AMSAT Nepal, SANOSAT-1 Communication Protocols", _ => new SyncedDeframer(Sync, new SanoSatFrame()), _ => new SanoSatFraming());

    /// <inheritdoc/>
    public int MinPayloadLength => 1;

    /// <inheritdoc/>
    public int MaxPayloadLength => SanoSatFrame.MaxLength - (2 * SanoSatFrame.CheckLength);

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => ((PreambleBytes + SanoSatFrame.HeaderLength + payloadLength + SanoSatFrame.CheckLength) * 8) + Sync.Length;

    /// <inheritdoc/>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var length = payload.Length + (2 * SanoSatFrame.CheckLength);
        var packet = _packet.AsSpan(0, length + 5);
        SanoSatFrame.WriteHeader(length, packet);
        var body = packet[2..]; // as the check sees it: the length stands right before FF FF 00 00
        var check = packet[2];
        body[0] = packet[0];
        payload.CopyTo(packet[SanoSatFrame.HeaderLength..]);
        Crc.Crc16CcittFalse.Seal(body, lowOctetFirst: true);
        packet[2] = check;
        var at = PreambleBytes * 8;
        Idle(symbols[..at]);
        at += Sync.Write(symbols[at..]);
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
