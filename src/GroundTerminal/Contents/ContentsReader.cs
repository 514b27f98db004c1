using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Contents;

/// <summary>Reads the headers of the protocols inside frames. Each frame for itself; only headers that a station would send are told.</summary>
public static class ContentsReader
{
    private static readonly string[] Sequences = ["continuation", "first", "last", "unsegmented"];

    /// <param name="framing">Name of the framing in the catalogue.</param>
    /// <param name="frame">The frame without its check; any bytes are safe.</param>
    public static FrameContents Read(string framing, ReadOnlySpan<byte> frame) => FramingProtocols.Of(framing) switch
    {
        CarriedProtocol.Ax25 => ReadAx25(frame),
        CarriedProtocol.Csp => ReadCsp(frame),
        CarriedProtocol.CspReversedAfterLength => frame.Length < 6 ? FrameContents.None : ReadCsp([frame[5], frame[4], frame[3], frame[2]]),
        CarriedProtocol.TransferFrame => ReadTransferFrame(frame),
        _ => FrameContents.None,
    };

    private static FrameContents ReadAx25(ReadOnlySpan<byte> frame) => Ax25Header.TryParse(frame, out var header)
        ? new FrameContents { Ax25 = new Ax25Report(header!.Source, header.Destination, header.Digipeaters, header.FrameType, header.Control, header.Pid) }
        : FrameContents.None;

    private static FrameContents ReadCsp(ReadOnlySpan<byte> packet)
    {
        if (!CspHeader.TryParse(packet, out var header) || !header.IsPlausible)
            return FrameContents.None;
        var flags = new List<string>();
        Tell(header.Fragmentation, "fragmentation");
        Tell(header.Hmac, "hmac");
        Tell(header.Xtea, "xtea");
        Tell(header.Rdp, "rdp");
        Tell(header.Crc32, "crc32");
        bool? check = CspCheck.IsValid(packet) ? true : header.Crc32 && packet.Length > CspHeader.Length ? false : null;
        return new FrameContents { Csp = new CspReport(header.Priority, header.Source, header.Destination, header.SourcePort, header.DestinationPort, flags, check) };

        void Tell(bool isSet, string name)
        {
            if (isSet)
                flags.Add(name);
        }
    }

    private static FrameContents ReadTransferFrame(ReadOnlySpan<byte> frame)
    {
        if (TmPrimaryHeader.TryParse(frame, out var tm) && tm.IsPlausible(frame.Length))
            return ReadTm(frame, tm);
        return AosPrimaryHeader.TryParse(frame, out var aos) && aos.IsPlausible ? ReadAos(frame, aos) : FrameContents.None;
    }

    private static FrameContents ReadTm(ReadOnlySpan<byte> frame, TmPrimaryHeader header)
    {
        var packets = header.Synchronization ? null : ReadPackets(header.DataField(frame), header.FirstHeader);
        return new FrameContents
        {
            Tm = new TmReport(
                header.SpacecraftId,
                header.VirtualChannelId,
                header.MasterChannelFrameCount,
                header.VirtualChannelFrameCount,
                header.HasOperationalControl,
                header.HasSecondaryHeader,
                header.Synchronization,
                header.Synchronization || header.FirstHeader >= FirstHeaderPointer.OnlyIdle ? null : header.FirstHeader),
            SpacePackets = packets,
            Idle = header.IsOnlyIdle || OnlyIdle(packets, header.FirstHeader),
        };
    }

    // Which service a virtual channel carries is agreed beforehand: packets are told where all of the data field looks like them.
    private static FrameContents ReadAos(ReadOnlySpan<byte> frame, AosPrimaryHeader header)
    {
        var dataField = frame[AosPrimaryHeader.Length..];
        var multiplexed = MultiplexingHeader.TryParse(dataField, out var multiplexing) && multiplexing.IsPlausible(dataField.Length) && !header.IsOnlyIdle;
        var packets = multiplexed ? ReadPackets(dataField[MultiplexingHeader.Length..], multiplexing.FirstHeader) : null;
        return new FrameContents
        {
            Aos = new AosReport(
                header.SpacecraftId, header.VirtualChannelId, header.VirtualChannelFrameCount, header.Replay, packets is null ? null : multiplexing.FirstHeader),
            SpacePackets = packets,
            Idle = header.IsOnlyIdle || (multiplexed && (multiplexing.FirstHeader == FirstHeaderPointer.OnlyIdle || OnlyIdle(packets, multiplexing.FirstHeader))),
        };
    }

    // Packets that continue from the frame before may be anything.
    private static bool OnlyIdle(List<SpacePacketReport>? packets, int firstHeader) => firstHeader == 0 && packets is { Count: > 0 } && packets.TrueForAll(p => p.Idle);

    private static List<SpacePacketReport>? ReadPackets(ReadOnlySpan<byte> zone, int firstHeader)
    {
        if (firstHeader >= zone.Length)
            return null;
        var packets = new List<SpacePacketReport>();
        for (var rest = zone[firstHeader..]; rest.Length > 0;)
        {
            long length;
            if (EncapsulationHeader.TryParse(rest, out var encapsulation))
            {
                length = encapsulation.PacketLength;
            }
            else if (rest.Length < SpacePacketHeader.Length)
            {
                break;
            }
            else if (SpacePacketHeader.TryParse(rest, out var header) && header.IsPlausible)
            {
                packets.Add(Report(header));
                length = header.PacketLength;
            }
            else
            {
                return null;
            }
            rest = rest[(int)Math.Min(length, rest.Length)..];
        }
        return packets.Count == 0 ? null : packets;
    }

    private static SpacePacketReport Report(SpacePacketHeader header) => new(
        header.Apid, header.IsTelecommand ? "telecommand" : "telemetry", header.HasSecondaryHeader, Sequences[header.SequenceFlags], header.SequenceCount, header.PacketLength, header.IsIdle);
}
