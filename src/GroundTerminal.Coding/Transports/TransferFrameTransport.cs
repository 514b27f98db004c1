using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Transports;

/// <summary>Space packets and encapsulation packets in the virtual channels of TM or AOS transfer frames.</summary>
/// <remarks>See <see cref="TransferFrameService"/>, which also has the accounts.</remarks>
public sealed class TransferFrameTransport : ITransport, ITransferFrameSink
{
    private IPacketSink? _sink;

    /// <param name="format">What the frames look like.</param>
    public TransferFrameTransport(TransferFrameFormat format) => Service = new TransferFrameService(format);

    /// <summary>TM frames.</summary>
    public static TransportDescriptor Tm { get; } = new("TM", "CCSDS 132.0-B-3 and 133.0-B-2", () => new TransferFrameTransport(TransferFrameFormat.Tm));

    /// <summary>TM frames with a frame error control field.</summary>
    public static TransportDescriptor TmChecked { get; } = new("TM FECF", "CCSDS 132.0-B-3 with frame error control and 133.0-B-2", () => new TransferFrameTransport(TransferFrameFormat.Tm with { HasErrorControl = true }));

    /// <summary>AOS frames.</summary>
    public static TransportDescriptor Aos { get; } = new("AOS", "CCSDS 732.0-B-4 and 133.0-B-2", () => new TransferFrameTransport(TransferFrameFormat.Aos));

    /// <summary>AOS frames with a frame error control field.</summary>
    public static TransportDescriptor AosChecked { get; } = new("AOS FECF", "CCSDS 732.0-B-4 with frame error control and 133.0-B-2", () => new TransferFrameTransport(TransferFrameFormat.Aos with { HasErrorControl = true }));

    /// <summary>AOS frames with an insert zone of two bytes, of Meteor-M and MetOp.</summary>
    public static TransportDescriptor AosInsertZone { get; } = new("AOS insert zone 2", "CCSDS 732.0-B-4 with an insert zone of two bytes and 133.0-B-2", () => new TransferFrameTransport(TransferFrameFormat.Aos with { InsertZoneLength = 2 }));

    /// <summary>Counts and accounts.</summary>
    public TransferFrameService Service { get; }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> frame, IPacketSink sink)
    {
        _sink = sink;
        Service.Process(frame, this);
    }

    /// <inheritdoc/>
    public void Reset() => Service.Reset();

    void ITransferFrameSink.OnPacket(VirtualChannelAccount channel, ReadOnlySpan<byte> packet) => _sink!.OnPacket(packet);
}
