using System.Buffers.Binary;

namespace GroundTerminal.Benchmarks;

/// <summary>Makes long WAV files of short ones, and silent ones. For the plain RIFF files of the recordings: a fmt chunk and a data chunk of PCM.</summary>
internal static class WavTiler
{
    /// <summary>Repeats a recording until it lasts at least so long.</summary>
    /// <returns>Samples (of all channels together) written.</returns>
    public static long Tile(string source, string target, double minSeconds)
    {
        var file = File.ReadAllBytes(source);
        var format = Chunk(file, "fmt "u8);
        var data = Chunk(file, "data"u8);
        var bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(format[8..]);
        var repeats = (int)Math.Ceiling(minSeconds * bytesPerSecond / data.Length);
        using var output = File.Create(target);
        WriteHeader(output, format, (uint)(repeats * (long)data.Length));
        for (var i = 0; i < repeats; i++)
            output.Write(data);
        return repeats * (long)data.Length / BinaryPrimitives.ReadInt16LittleEndian(format[12..]);
    }

    /// <summary>A tenth of a second of silence in the format of a recording: what remains is a program's start-up.</summary>
    public static void Silence(string source, string target)
    {
        var format = Chunk(File.ReadAllBytes(source), "fmt "u8);
        var data = new byte[BinaryPrimitives.ReadInt32LittleEndian(format[8..]) / 10 / 2 * 2];
        using var output = File.Create(target);
        WriteHeader(output, format, (uint)data.Length);
        output.Write(data);
    }

    /// <summary>Writes samples as 16-bit PCM, their greatest magnitude near full scale.</summary>
    /// <param name="target">The file.</param>
    /// <param name="samples">Those of all channels, interleaved.</param>
    /// <param name="rateHz">Samples a second and channel.</param>
    /// <param name="channels">How many channels.</param>
    public static void Write(string target, ReadOnlySpan<float> samples, int rateHz, int channels)
    {
        var greatest = 1e-9f;
        foreach (var sample in samples)
            greatest = Math.Max(greatest, Math.Abs(sample));
        var data = new byte[2 * samples.Length];
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(2 * i), (short)(samples[i] / greatest * 32_000));
        var format = new byte[16];
        BinaryPrimitives.WriteInt16LittleEndian(format, 1);
        BinaryPrimitives.WriteInt16LittleEndian(format.AsSpan(2), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rateHz);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rateHz * channels * 2);
        BinaryPrimitives.WriteInt16LittleEndian(format.AsSpan(12), (short)(channels * 2));
        BinaryPrimitives.WriteInt16LittleEndian(format.AsSpan(14), 16);
        using var output = File.Create(target);
        WriteHeader(output, format, (uint)data.Length);
        output.Write(data);
    }

    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> name)
    {
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (file.Slice(at, 4).SequenceEqual(name))
                return file.Slice(at + 8, Math.Min(length, file.Length - at - 8));
            at += 8 + length + (length & 1);
        }
        throw new InvalidDataException("This is not a WAV file with fmt and data chunks.");
    }

    private static void WriteHeader(Stream output, ReadOnlySpan<byte> format, uint dataLength)
    {
        Span<byte> header = stackalloc byte[44];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 36 + dataLength);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        format[..16].CopyTo(header[20..]);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataLength);
        output.Write(header);
    }
}
