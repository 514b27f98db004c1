using System.Buffers.Binary;
using System.Globalization;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of BY70-1 and LilacSat-1: CSP packets of 87 bytes to address 6; number of the file, flag, its length, the piece's place
/// (32, 8, 24 and 24 bits, little-endian), 64 bytes of JPEG, count and check of the packet.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it.</remarks>
public sealed class CameraImages : IFileAssembler
{
    private const int PacketLength = 87, CameraAddress = 6, NumberAt = 4, LengthAt = 9, PlaceAt = 12, PieceAt = 15, PieceLength = 64;
    private readonly OpenFiles _files = new();

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("BY70-1 images", ["BY70-1", "LilacSat-1"], () => new CameraImages());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (packet.Length != PacketLength || !CspHeader.TryParse(packet, out var header) || header.Destination != CameraAddress)
            return;
        var number = BinaryPrimitives.ReadUInt32LittleEndian(packet[NumberAt..]);
        var (length, place) = (ReadUInt24(packet[LengthAt..]), ReadUInt24(packet[PlaceAt..]));
        // The last piece is as long as the others; what is beyond the file's end fills it.
        var piece = packet.Slice(PieceAt, Math.Clamp(length - place, 0, PieceLength));
        _files.Put(number.ToString(CultureInfo.InvariantCulture) + ".jpg", place, piece, length, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _files.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _files.Reset();

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
