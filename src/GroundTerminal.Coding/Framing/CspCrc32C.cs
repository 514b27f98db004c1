using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Framing;

/// <summary>Plain CSP packets with CRC-32C, and their encoder: the AX100's ASM+Golay mode with Reed–Solomon switched off and CSP's own check on.</summary>
/// <remarks>
/// Sources: GOMspace NanoCom AX100 manual, parameters csp_rs, csp_crc, csp_rand; <see cref="CspCheck"/>. Sync word, Golay length and randomizer are those of <see cref="Ax100Framing.AsmGolay"/>. The payload is the packet as sent,
/// check included, as other AX100 framings hand it over.
/// </remarks>
public sealed class CspCrc32C : IFramer
{
    private readonly GolayHeaderFramer _inner;
    private readonly byte[] _packet;

    private CspCrc32C(GolayHeaderFramer inner) => (_inner, _packet) = (inner, new byte[inner.MaxPayloadLength]);

    /// <summary>As the catalog knows it. The option Scrambler may be none.</summary>
    public static FramingDescriptor Descriptor => field ??= new(
        "CSP CRC-32C",
        "libcsp 1.x packets with CRC-32C behind the AX100's sync word and Golay length, csp_rs off",
        o => new SyncedDeframer(Ax100Framing.Gomspace, new GolayHeaderFrame(Header(o))),
        o => new CspCrc32C(new GolayHeaderFramer(Ax100Framing.Gomspace, Header(o))));

    /// <inheritdoc/>
    public int MinPayloadLength => CspHeader.Length + CspCheck.Length;

    /// <inheritdoc/>
    public int MaxPayloadLength => _inner.MaxPayloadLength;

    /// <inheritdoc/>
    public int MaxOutput(int payloadLength) => _inner.MaxOutput(payloadLength);

    /// <summary>Writes the check over the last four bytes, and its flag.</summary>
    public int Conform(Span<byte> payload)
    {
        CspCheck.Seal(payload);
        return payload.Length;
    }

    /// <summary>Writes the check over the payload's last four bytes, and its flag.</summary>
    public int Encode(ReadOnlySpan<byte> payload, Span<byte> symbols)
    {
        FramerChecks.Check(this, payload, symbols);
        var packet = _packet.AsSpan(0, payload.Length);
        payload.CopyTo(packet);
        CspCheck.Seal(packet);
        return _inner.Encode(packet, symbols);
    }

    /// <inheritdoc/>
    public void Idle(Span<byte> symbols) => _inner.Idle(symbols);

    /// <inheritdoc/>
    public void Reset() => _inner.Reset();

    private static GolayHeader Header(FramingOptions options) => GolayHeader.Csp(options.Scrambler is not "none");
}
