using System.Buffers.Binary;

namespace GroundTerminal.Tests.Devices.Difi;

/// <summary>Writes captures.</summary>
internal static class Captures
{
    /// <summary>UDP datagrams over IPv4 and Ethernet to port 4991, in a pcap file of microseconds.</summary>
    public static void WritePcap(string path, IEnumerable<byte[]> payloads, int port = 4991)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write([0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]);
        int number = 0;
        foreach (byte[] payload in payloads)
        {
            byte[] frame = [.. Ethernet(0x0800), .. Ipv4(Udp(payload, port))];
            file.Write(1_800_000_000);
            file.Write(number++);
            file.Write(frame.Length);
            file.Write(frame.Length);
            file.Write(frame);
        }
    }

    public static byte[] Ethernet(int type) => [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, (byte)(type >> 8), (byte)type];

    public static byte[] Ipv4(byte[] udp, int fragmentWord = 0)
    {
        byte[] ip = [0x45, 0, 0, 0, 0, 0, (byte)(fragmentWord >> 8), (byte)fragmentWord, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
        BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(2), (ushort)(20 + udp.Length));
        return [.. ip, .. udp];
    }

    public static byte[] Ipv6(byte[] udp, bool extension = false)
    {
        byte[] ip = new byte[40 + (extension ? 8 : 0)];
        (ip[0], ip[6], ip[7], ip[23], ip[39]) = (0x60, (byte)(extension ? 60 : 17), 64, 1, 2);
        if (extension)
            (ip[40], ip[41]) = (17, 0);
        BinaryPrimitives.WriteUInt16BigEndian(ip.AsSpan(4), (ushort)(ip.Length - 40 + udp.Length));
        return [.. ip, .. udp];
    }

    public static byte[] Udp(byte[] payload, int port = 4991)
    {
        byte[] udp = [0xC3, 0x50, (byte)(port >> 8), (byte)port, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(udp.AsSpan(4), (ushort)(8 + payload.Length));
        return [.. udp, .. payload];
    }
}
