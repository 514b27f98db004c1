using System.Buffers.Binary;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>The bytes of the protocol: a header of 12 from the server, then samples of a byte I and a byte Q without end; commands of 5 from the client.</summary>
/// <remarks>As rtl_tcp of librtlsdr 0.6 speaks; numbers are big-endian.</remarks>
internal static class RtlTcpWire
{
    public const int HeaderBytes = 12, CommandBytes = 5;

    private static ReadOnlySpan<byte> Magic => "RTL0"u8;

    public static void WriteHeader(Span<byte> header, RtlTcpTuner tuner)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], tuner.Number);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)tuner.GainsTenthDb.Length);
    }

    /// <returns>Null where it is no such header.</returns>
    public static RtlTcpTuner? ReadHeader(ReadOnlySpan<byte> header) =>
        header.StartsWith(Magic) ? RtlTcpTuner.Of(BinaryPrimitives.ReadUInt32BigEndian(header[4..])) : null;

    public static void WriteCommand(Span<byte> bytes, RtlTcpCommand command, uint value)
    {
        bytes[0] = (byte)command;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[1..], value);
    }

    public static (RtlTcpCommand Command, uint Value) ReadCommand(ReadOnlySpan<byte> bytes) => ((RtlTcpCommand)bytes[0], BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]));
}
