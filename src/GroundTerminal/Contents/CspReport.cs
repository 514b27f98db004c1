namespace GroundTerminal.Contents;

/// <summary>The header of a CSP packet, version 1.</summary>
/// <param name="Flags">Those that are set, of <c>fragmentation</c>, <c>hmac</c>, <c>xtea</c>, <c>rdp</c>, <c>crc32</c>.</param>
/// <param name="Crc32c">Whether the packet ends with its CRC-32C; null where it does not and no flag says that it should.</param>
public sealed record CspReport(int Priority, int Source, int Destination, int SourcePort, int DestinationPort, IReadOnlyList<string> Flags, bool? Crc32c = null);
