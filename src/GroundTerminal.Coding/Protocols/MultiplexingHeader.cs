using System.Buffers.Binary;

namespace GroundTerminal.Coding.Protocols;

/// <summary>The header of an M_PDU: packets one after the other in the data field of AOS frames.</summary>
/// <remarks>CCSDS 732.0-B-4 §4.1.4.2.</remarks>
public readonly record struct MultiplexingHeader
{
    /// <summary>Bytes that the header takes.</summary>
    public const int Length = 2;

    private readonly ushort _word;

    private MultiplexingHeader(ushort word) => _word = word;

    /// <summary>The five reserved bits; 0.</summary>
    public int Reserved => _word >> 11;

    /// <summary>Byte after this header at which the first packet begins, or a value of <see cref="FirstHeaderPointer"/>.</summary>
    public int FirstHeader => _word & 0x7FF;

    /// <summary>Whether an M_PDU of this length could have it: no reserved bit, and a pointer into its packet zone.</summary>
    /// <param name="length">Bytes of the M_PDU with its header.</param>
    public bool IsPlausible(int length) => Reserved == 0 && (FirstHeader >= FirstHeaderPointer.OnlyIdle || FirstHeader < length - Length);

    /// <summary>Reads the header of an M_PDU.</summary>
    /// <param name="dataField">The frame's data field, after its insert zone if it has one; any bytes are safe.</param>
    /// <param name="header">The header, where there is one.</param>
    /// <returns>False where the field is shorter than a header.</returns>
    public static bool TryParse(ReadOnlySpan<byte> dataField, out MultiplexingHeader header)
    {
        header = dataField.Length < Length ? default : new MultiplexingHeader(BinaryPrimitives.ReadUInt16BigEndian(dataField));
        return dataField.Length >= Length;
    }
}
