using System.Buffers.Binary;

namespace GroundTerminal.Devices.Difi;

/// <summary>What a version packet says (IEEE-ISTO 4900 §4.3.2).</summary>
/// <param name="VitaVersion">4 is VITA 49.2.</param>
/// <param name="Year">Year of the sender's software.</param>
/// <param name="Day">Day of that year, 1 is 1 January.</param>
/// <param name="Revision">Version on that day.</param>
/// <param name="DeviceType">Not defined; 0.</param>
/// <param name="IcdVersion">Version of the standard's data plane.</param>
public readonly record struct DifiVersion(uint VitaVersion, int Year, int Day, int Revision, int DeviceType, int IcdVersion)
{
    /// <summary>Information class of the version flow.</summary>
    public const int InformationClass = 1;

    /// <summary>Packet class.</summary>
    public const int PacketClass = 4;

    /// <summary>Bytes of a version packet, header and all.</summary>
    public const int PacketLength = 11 * 4;

    /// <summary>A packet is one: an extension context packet in DIFI 1.0 and 1.1, a context packet in 1.2 and later.</summary>
    public static bool Is(in VitaHeader header) =>
        header is { Type: VitaPacketType.Context or VitaPacketType.ExtensionContext, Oui: VitaHeader.DifiOui, PacketClass: PacketClass, Length: PacketLength };

    /// <summary>Reads the payload of a version packet.</summary>
    public static DifiVersion Parse(ReadOnlySpan<byte> payload)
    {
        uint word = BinaryPrimitives.ReadUInt32BigEndian(payload[12..]);
        return new DifiVersion(BinaryPrimitives.ReadUInt32BigEndian(payload[8..]), 2000 + (int)(word >> 25), (int)(word >> 16) & 511, (int)(word >> 10) & 63, (int)(word >> 6) & 15, (int)word & 63);
    }

    /// <summary>Writes that payload.</summary>
    /// <param name="changed">Something is new.</param>
    public void Write(Span<byte> payload, bool changed)
    {
        BinaryPrimitives.WriteUInt32BigEndian(payload, changed ? 0x80000002 : 2);
        BinaryPrimitives.WriteUInt32BigEndian(payload[4..], 0xC);
        BinaryPrimitives.WriteUInt32BigEndian(payload[8..], VitaVersion);
        BinaryPrimitives.WriteUInt32BigEndian(payload[12..], (uint)(((Year - 2000) << 25) | (Day << 16) | (Revision << 10) | (DeviceType << 6) | IcdVersion));
    }
}
