using System.Buffers.Binary;

namespace GroundTerminal.Devices.Recording;

/// <summary>The header of a WAV file of two channels of 16 bits, I and Q.</summary>
/// <remarks>Microsoft/IBM Multimedia Programming Interface 1.0 (RIFF, PCM).</remarks>
internal static class WavFileHeader
{
    public const int Bytes = 44;

    /// <summary>More samples than this do not fit: sizes have 32 bits.</summary>
    public const long MostDataBytes = uint.MaxValue - 64;

    public static void Write(Span<byte> header, double sampleRateHz, long dataBytes)
    {
        uint rate = (uint)Math.Round(sampleRateHz);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(dataBytes + Bytes - 8));
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], rate * 4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], 4);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], (uint)dataBytes);
    }
}
