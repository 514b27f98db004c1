using System.Buffers.Binary;
using System.Globalization;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Coding.Files;

/// <summary>Files of MIR-SAT1: AX.25 frames with PID BB; flags (20: the last piece), number of the file, one byte, the piece's place (32 and 24 bits, little-endian), the piece, a check of two bytes.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it.</remarks>
public sealed class MirSat1Files : IFileAssembler
{
    private const int FilePid = 0xBB, LastFlag = 0x20, NumberAt = 1, PlaceAt = 6, PieceAt = 9, CheckLength = 2;
    private readonly OpenFiles _files = new();

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("MIR-SAT1 files", ["MIR-SAT1"], () => new MirSat1Files());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (!Ax25Header.TryParse(packet, out var header) || header!.Pid != FilePid)
            return;
        var information = packet[header.Length..];
        if (information.Length <= PieceAt + CheckLength)
            return;
        var name = BinaryPrimitives.ReadUInt32LittleEndian(information[NumberAt..]).ToString(CultureInfo.InvariantCulture);
        var place = information[PlaceAt] | (information[PlaceAt + 1] << 8) | (information[PlaceAt + 2] << 16);
        var piece = information[PieceAt..^CheckLength];
        _files.Put(name, place, piece, (information[0] & LastFlag) != 0 ? place + piece.Length : null, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _files.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _files.Reset();
}
