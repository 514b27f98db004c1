using System.Buffers.Binary;

namespace GroundTerminal.Coding.Files;

/// <summary>Images of Swiatowid: frames of 48 bytes, a little-endian number and 46 bytes of JPEG.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it.</remarks>
public sealed class SwiatowidImages : IFileAssembler
{
    private const int NumberLength = 2, PieceLength = 46;
    private readonly CurrentFile _file = new("jpg");

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("Swiatowid images", ["Swiatowid"], () => new SwiatowidImages()) { Framing = "Swiatowid" };

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (packet.Length == NumberLength + PieceLength)
            _file.Put((long)BinaryPrimitives.ReadUInt16LittleEndian(packet) * PieceLength, packet[NumberLength..], null, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _file.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _file.Reset();
}
