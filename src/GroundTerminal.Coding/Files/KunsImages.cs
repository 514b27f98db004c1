using System.Buffers.Binary;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of 1KUNS-PF: CSP packets of 138 bytes; after the header a big-endian number, 128 bytes of JPEG and a check.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it.</remarks>
public sealed class KunsImages : IFileAssembler
{
    private const int PacketLength = 138, NumberAt = 4, PieceAt = 6, PieceLength = 128;
    private readonly CurrentFile _file = new("jpg");

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("1KUNS-PF images", ["1KUNS-PF"], () => new KunsImages());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (packet.Length == PacketLength)
            _file.Put((long)BinaryPrimitives.ReadUInt16BigEndian(packet[NumberAt..]) * PieceLength, packet.Slice(PieceAt, PieceLength), null, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _file.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _file.Reset();
}
