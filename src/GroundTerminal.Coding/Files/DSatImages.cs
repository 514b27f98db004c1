using System.Buffers.Binary;
using System.Globalization;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of D-SAT: CSP packets to port 12 announce a file (number and length, little-endian), those to port 30 carry its pieces, which end in
/// their place within a segment of the file and that segment's length (big-endian).</summary>
/// <remarks>Layout as the gr-satellites project catalogues it. Places that go back begin the next segment.</remarks>
public sealed class DSatImages : IFileAssembler
{
    private const int AnnouncementPort = 12, PiecePort = 30;
    private const int NumberAt = 8, LengthAt = 21, AnnouncementLength = 25, TailLength = 8, ShortestPiece = 24;
    private readonly OpenFiles _files = new();
    private string _name = "unannounced.jpg";
    private int? _length;
    private uint _lastPlace, _segmentLength;
    private long _segmentStart;

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("D-SAT images", ["D-SAT"], () => new DSatImages());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (!CspHeader.TryParse(packet, out var header))
            return;
        if (header.DestinationPort == AnnouncementPort && packet.Length >= AnnouncementLength)
            Announce(packet);
        else if (header.DestinationPort == PiecePort && packet.Length >= ShortestPiece)
            Put(packet[CspHeader.Length..], sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _files.Close(sink);

    /// <inheritdoc/>
    public void Reset()
    {
        _files.Reset();
        (_name, _length) = ("unannounced.jpg", null);
        (_lastPlace, _segmentLength, _segmentStart) = (0, 0, 0);
    }

    private void Announce(ReadOnlySpan<byte> packet)
    {
        var length = BinaryPrimitives.ReadUInt32LittleEndian(packet[LengthAt..]);
        _name = BinaryPrimitives.ReadUInt32LittleEndian(packet[NumberAt..]).ToString(CultureInfo.InvariantCulture) + ".jpg";
        _length = length is > 0 and <= FilePieces.MaxLength ? (int)length : null;
        (_lastPlace, _segmentLength, _segmentStart) = (0, 0, 0);
    }

    private void Put(ReadOnlySpan<byte> data, IFileSink sink)
    {
        var tail = data[^TailLength..];
        var (place, segmentLength) = (BinaryPrimitives.ReadUInt32BigEndian(tail), BinaryPrimitives.ReadUInt32BigEndian(tail[4..]));
        if (place > FilePieces.MaxLength || segmentLength > FilePieces.MaxLength)
            return;
        if (place < _lastPlace)
            _segmentStart = Math.Min(_segmentStart + _segmentLength, FilePieces.MaxLength);
        (_lastPlace, _segmentLength) = (place, segmentLength);
        _files.Put(_name, _segmentStart + place, data[..^TailLength], _length, sink);
    }
}
