using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The header of a B_PDU: a stream of bits in the data field of AOS frames.</summary>
/// <remarks>CCSDS 732.0-B-4 §4.1.4.3.</remarks>
public readonly record struct BitstreamHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 2;

    private const int AllValid = 0x3FFF, OnlyIdle = 0x3FFE;
    private readonly ushort _word;

    private BitstreamHeader(ushort word) => _word = word;

    /// <summary>The two reserved bits; 0.</summary>
    public int Reserved => _word >> 14;

    /// <summary>Place of the last bit of the stream, 0 the first, or one of two values that are no place: all bits are, or none.</summary>
    public int Pointer => _word & AllValid;

    /// <summary>Bits of the stream in a zone of this length; 0 where the pointer is outside it.</summary>
    /// <param name="zoneLength">Bytes after this header.</param>
    public int Bits(int zoneLength) => Pointer switch
    {
        AllValid => 8 * zoneLength,
        OnlyIdle => 0,
        _ => Pointer < 8 * zoneLength ? Pointer + 1 : 0,
    };

    /// <summary>Reads the header of a B_PDU.</summary>
    /// <param name="dataField">The frame's data field, after its insert zone if it has one; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the field is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> dataField, out BitstreamHeader header)
    {
        header = dataField.Length < Length ? default : new BitstreamHeader(BinaryPrimitives.ReadUInt16BigEndian(dataField));
        return dataField.Length >= Length;
    }
}
