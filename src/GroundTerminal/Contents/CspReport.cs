namespace GroundTerminal.Contents;

/// <summary>The header of a CSP packet, version 1.</summary>
/// <param name="Flags">Those that are set, of <c>fragmentation</c>, <c>hmac</c>, <c>xtea</c>, <c>rdp</c>, <c>crc32</c>.</param>
public sealed record CspReport(int Priority, int Source, int Destination, int SourcePort, int DestinationPort, IReadOnlyList<string> Flags);
