using System.Buffers.Binary;
using System.Net;

namespace GroundTerminal.Devices.Difi;

/// <summary>The UDP datagram of a captured frame.</summary>
public readonly ref struct CapturedDatagram
{
    private const int EtherIpv4 = 0x0800, EtherIpv6 = 0x86DD;

    /// <summary>Bytes of the sender's address.</summary>
    public ReadOnlySpan<byte> Source { get; private init; }

    /// <summary>Bytes of the receiver's.</summary>
    public ReadOnlySpan<byte> Destination { get; private init; }

    /// <summary>Sender's port.</summary>
    public int SourcePort { get; private init; }

    /// <summary>Receiver's port.</summary>
    public int DestinationPort { get; private init; }

    /// <summary>What was sent, as far as it was captured.</summary>
    public ReadOnlySpan<byte> Payload { get; private init; }

    /// <summary>Bytes that were sent.</summary>
    public int FullLength { get; private init; }

    /// <summary>From where to where, for people.</summary>
    public string Describe() => $"{Endpoint(Source, SourcePort)} > {Endpoint(Destination, DestinationPort)}";

    /// <summary>Finds it: over Ethernet with VLAN tags, Linux cooked captures, loopback or raw IP; IPv4 or IPv6 with extension headers.</summary>
    public static DatagramKind Find(in CapturedFrame frame, out CapturedDatagram datagram)
    {
        datagram = default;
        ReadOnlySpan<byte> bytes = frame.Bytes;
        int type = Strip(frame.LinkType, ref bytes);
        return type switch
        {
            EtherIpv4 => FindIpv4(bytes, out datagram),
            EtherIpv6 => FindIpv6(bytes, out datagram),
            -1 => DatagramKind.UnknownLink,
            _ => DatagramKind.Other,
        };
    }

    private static string Endpoint(ReadOnlySpan<byte> address, int port) => new IPEndPoint(new IPAddress(address), port).ToString();

    // Takes the link's header off. The EtherType, 0 for what is no IP or too short, −1 for a link type that is not known.
    private static int Strip(int linkType, ref ReadOnlySpan<byte> bytes)
    {
        int type;
        switch (linkType)
        {
            case 0 or 108:
                return Skip(ref bytes, 4, 0) < 0 ? 0 : IpVersion(bytes);
            case 12 or 14 or 101 or 228 or 229:
                return IpVersion(bytes);
            case 1:
                type = Skip(ref bytes, 14, 12);
                break;
            case 113:
                type = Skip(ref bytes, 16, 14);
                break;
            case 276:
                type = Skip(ref bytes, 20, 0);
                break;
            default:
                return -1;
        }
        while (type is 0x8100 or 0x88A8 or 0x9100)
            type = Skip(ref bytes, 4, 2);
        return Math.Max(0, type);
    }

    private static int Skip(ref ReadOnlySpan<byte> bytes, int length, int typeAt)
    {
        if (bytes.Length < length)
            return -1;
        int type = BinaryPrimitives.ReadUInt16BigEndian(bytes[typeAt..]);
        bytes = bytes[length..];
        return type;
    }

    private static int IpVersion(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? 0 : (bytes[0] >> 4) switch { 4 => EtherIpv4, 6 => EtherIpv6, _ => 0 };

    private static DatagramKind FindIpv4(ReadOnlySpan<byte> ip, out CapturedDatagram datagram)
    {
        datagram = default;
        if (ip.Length < 20 || ip[0] >> 4 != 4)
            return DatagramKind.Broken;
        int header = (ip[0] & 15) * 4, total = BinaryPrimitives.ReadUInt16BigEndian(ip[2..]);
        if (header < 20 || header > ip.Length || (total != 0 && total < header))
            return DatagramKind.Broken;
        if ((BinaryPrimitives.ReadUInt16BigEndian(ip[6..]) & 0x3FFF) != 0)
            return ip[9] == 17 ? DatagramKind.Fragment : DatagramKind.Other;
        return FindTransport(ip[9], ip[header..], ip.Slice(12, 4), ip.Slice(16, 4), out datagram);
    }

    private static DatagramKind FindIpv6(ReadOnlySpan<byte> ip, out CapturedDatagram datagram)
    {
        datagram = default;
        if (ip.Length < 40 || ip[0] >> 4 != 6)
            return DatagramKind.Broken;
        int next = ip[6];
        ReadOnlySpan<byte> rest = ip[40..];
        while (next is 0 or 43 or 60 or 44)
        {
            if (next == 44)
                return DatagramKind.Fragment;
            int length = rest.Length < 8 ? int.MaxValue : (rest[1] + 1) * 8;
            if (length > rest.Length)
                return DatagramKind.Broken;
            next = rest[0];
            rest = rest[length..];
        }
        return FindTransport(next, rest, ip.Slice(8, 16), ip.Slice(24, 16), out datagram);
    }

    private static DatagramKind FindTransport(int protocol, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, out CapturedDatagram datagram)
    {
        datagram = default;
        if (protocol == 6)
            return DatagramKind.Tcp;
        if (protocol != 17)
            return DatagramKind.Other;
        int length = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (length < 8)
            return DatagramKind.Broken;
        datagram = new CapturedDatagram
        {
            Source = source,
            Destination = destination,
            SourcePort = BinaryPrimitives.ReadUInt16BigEndian(bytes),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Payload = bytes[8..Math.Min(length, bytes.Length)],
            FullLength = length - 8,
        };
        return DatagramKind.Udp;
    }
}
