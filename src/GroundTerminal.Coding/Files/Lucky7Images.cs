using System.Buffers.Binary;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of Lucky-7: frames of 35 bytes; an address from C000, the piece's number and how many there are, big-endian, then 28 bytes of JPEG.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it.</remarks>
public sealed class Lucky7Images : IFileAssembler
{
    private const int AddressAt = 1, NumberAt = 3, PiecesAt = 5, PieceAt = 7, PieceLength = 28, FirstAddress = 0xC000;
    private readonly CurrentFile _file = new("jpg");

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("Lucky-7 images", ["Lucky-7"], () => new Lucky7Images());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (packet.Length != PieceAt + PieceLength)
            return;
        int address = BinaryPrimitives.ReadUInt16BigEndian(packet[AddressAt..]);
        int pieces = BinaryPrimitives.ReadUInt16BigEndian(packet[PiecesAt..]);
        if (address >= FirstAddress && address < FirstAddress + pieces)
            _file.Put((long)BinaryPrimitives.ReadUInt16BigEndian(packet[NumberAt..]) * PieceLength, packet[PieceAt..], pieces * PieceLength, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _file.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _file.Reset();
}
