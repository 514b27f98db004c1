using System.Buffers.Binary;

namespace GroundTerminal.Coding.Files;

/// <summary>Spectra that SMOG-P, ATL-1 and SMOG-1 measure: packets of type 5; time, first frequency and step (32 bits), resolution, number of the piece, how
/// many there are (8 bits), the piece's length (16 bits), two bytes, number of the measurement (16 bits), the piece, 224 bytes but for the last. Little-endian.</summary>
/// <remarks>Layout as the gr-satellites project catalogues it, and its names of the files.</remarks>
public sealed class SpectrumFiles : IFileAssembler
{
    private const int SpectrumType = 5, PieceLength = 224;
    private const int StartAt = 5, StepAt = 9, ResolutionAt = 13, NumberAt = 14, PiecesAt = 15, LengthAt = 16, MeasurementAt = 20, PieceAt = 22;
    private readonly OpenFiles _files = new();

    /// <summary>What the catalog says of it.</summary>
    public static FileAssemblyDescriptor Descriptor { get; } = new("SMOG spectra", ["SMOG-P", "ATL-1", "SMOG-1"], () => new SpectrumFiles());

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<byte> packet, IFileSink sink)
    {
        if (packet.Length <= PieceAt || packet[0] != SpectrumType)
            return;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(packet[LengthAt..]);
        var (number, pieces) = (packet[NumberAt], packet[PiecesAt]);
        if (length is 0 or > PieceLength || length > packet.Length - PieceAt || number >= pieces)
            return;
        var name = FormattableString.Invariant(
            $"spectrum_start_{BinaryPrimitives.ReadUInt32LittleEndian(packet[StartAt..])}_step_{BinaryPrimitives.ReadUInt32LittleEndian(packet[StepAt..])}_rbw_{packet[ResolutionAt]}_measid_{BinaryPrimitives.ReadUInt16LittleEndian(packet[MeasurementAt..])}");
        var place = number * PieceLength;
        _files.Put(name, place, packet.Slice(PieceAt, length), number == pieces - 1 ? place + length : null, sink);
    }

    /// <inheritdoc/>
    public void Flush(IFileSink sink) => _files.Close(sink);

    /// <inheritdoc/>
    public void Reset() => _files.Reset();
}
