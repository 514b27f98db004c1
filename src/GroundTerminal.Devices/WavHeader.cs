using System.Buffers.Binary;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Reads a WAV header up to its samples: RIFF, and RF64/BW64 for files over 4 GiB.</summary>
/// <remarks>Microsoft/IBM Multimedia Programming Interface 1.0 (RIFF); WAVEFORMATEXTENSIBLE; EBU Tech 3306 (RF64).</remarks>
internal static class WavHeader
{
    private const int MaxChunks = 4096;
    private const int FormatPcm = 1, FormatFloat = 3, FormatExtensible = 0xFFFE;

    private readonly record struct Format(int Tag, int Channels, uint SampleRate, int BlockBytes, int Bits);

    /// <summary>Whether a file that begins so is WAV.</summary>
    public static bool IsWav(ReadOnlySpan<byte> start) =>
        start.Length >= 12 && start.Slice(8, 4).SequenceEqual("WAVE"u8)
        && (start[..4].SequenceEqual("RIFF"u8) || start[..4].SequenceEqual("RF64"u8) || start[..4].SequenceEqual("BW64"u8));

    /// <summary>Takes the header; the source then stands at the first sample.</summary>
    public static SampleLayout Read(ByteSource source, SampleFileOptions options)
    {
        source.Skip(12);
        Format? format = null;
        long? largeData = null;
        Span<byte> head = stackalloc byte[8];
        for (var chunk = 0; chunk < MaxChunks && source.Read(head) == 8; chunk++)
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (head[..4].SequenceEqual("data"u8))
                return Layout(source, format ?? throw Bad(source, "samples come before their format ('fmt ' chunk)"), DataBytes(source, size, largeData), options);
            if (head[..4].SequenceEqual("fmt "u8))
                format = ReadFormat(source, size);
            else if (head[..4].SequenceEqual("ds64"u8))
                largeData = ReadLargeSize(source, size);
            else if (!source.Skip(Padded(size)))
                break;
        }
        throw Bad(source, "has no samples ('data' chunk)");
    }

    private static Format ReadFormat(ByteSource source, uint size)
    {
        Span<byte> b = stackalloc byte[40];
        b.Clear();
        var take = (int)Math.Min(size, 40);
        if (size < 16 || source.Read(b[..take]) < take || !source.Skip(Padded(size) - take))
            throw Bad(source, "its 'fmt ' chunk is cut short");
        int tag = BinaryPrimitives.ReadUInt16LittleEndian(b);
        if (tag == FormatExtensible && size >= 26)
            tag = BinaryPrimitives.ReadUInt16LittleEndian(b[24..]);
        return new Format(
            tag,
            BinaryPrimitives.ReadUInt16LittleEndian(b[2..]),
            BinaryPrimitives.ReadUInt32LittleEndian(b[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(b[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(b[14..]));
    }

    private static long ReadLargeSize(ByteSource source, uint size)
    {
        Span<byte> b = stackalloc byte[16];
        if (size < 16 || source.Read(b) < 16 || !source.Skip(Padded(size) - 16))
            throw Bad(source, "its 'ds64' chunk is cut short");
        return BinaryPrimitives.ReadInt64LittleEndian(b[8..]);
    }

    // A program that streams does not know the size: it leaves 0 or the largest number there.
    private static long? DataBytes(ByteSource source, uint size, long? largeData)
    {
        if (size == uint.MaxValue && largeData is > 0)
            return largeData;
        if (size is not (0 or uint.MaxValue or 0x7FFFFFFF or 0x80000000))
            return size;
        // Sizes that mean "not known" may also be true ones.
        return source.Length is { } length && size != 0 && length - source.Position >= size ? size : null;
    }

    private static SampleLayout Layout(ByteSource source, Format format, long? dataBytes, SampleFileOptions options)
    {
        var element = Element(source, format);
        var kind = options.Kind ?? (format.Channels == 2 ? SampleKind.Iq : SampleKind.Audio);
        CheckChannels(source, format.Channels, kind, options);
        if (format.BlockBytes != format.Channels * (format.Bits / 8))
            throw Bad(source, $"block of {format.BlockBytes} bytes does not hold {format.Channels} channels of {format.Bits} bits");
        var rate = options.SampleRateHz ?? format.SampleRate;
        if (rate <= 0)
            throw InputException.For(source.Name, "its header gives sample rate 0", "a sample rate above 0 Hz (give it with --sample-rate)");
        var iq = kind == SampleKind.Iq;
        return new SampleLayout
        {
            Name = source.Name,
            Encoding = $"WAV, {format.Bits} bit{(format.Tag == FormatFloat ? " float" : "")}, {(iq ? "I/Q" : "audio")}",
            Element = element,
            Kind = kind,
            SampleRateHz = rate,
            Stride = format.Channels,
            Channel = iq ? 0 : options.Channel,
            DataBytes = dataBytes,
            Segments = [new SampleSegment(0, options.CenterFrequencyHz, options.StartTime)],
        };
    }

    private static void CheckChannels(ByteSource source, int channels, SampleKind kind, SampleFileOptions options)
    {
        if (channels is < 1 or > 64)
            throw Bad(source, $"{channels} channels");
        if (kind == SampleKind.Iq && channels != 2)
            throw InputException.For(source.Name, $"has {channels} channel{(channels == 1 ? "" : "s")}", "two channels, I and Q (or use --audio)");
        if (channels > 2 && options.Kind is null)
            throw InputException.For(source.Name, $"has {channels} channels", "one channel of audio, or I and Q (--audio takes the first one)");
        if (kind == SampleKind.Audio && (uint)options.Channel >= (uint)channels)
            throw InputException.For(source.Name, $"has no channel {options.Channel}", $"a channel from 0 to {channels - 1}");
    }

    private static ElementType Element(ByteSource source, Format format) => (format.Tag, format.Bits) switch
    {
        (FormatPcm, 8) => ElementType.UInt8,
        (FormatPcm, 16) => ElementType.Int16,
        (FormatPcm, 24) => ElementType.Int24,
        (FormatPcm, 32) => ElementType.Int32,
        (FormatFloat, 32) => ElementType.Float32,
        (FormatFloat, 64) => ElementType.Float64,
        (FormatPcm or FormatFloat, _) => throw Bad(source, $"{format.Bits}-bit samples"),
        (6 or 7, _) => throw Bad(source, "A-law or µ-law samples"),
        (2 or 0x11, _) => throw Bad(source, "ADPCM samples"),
        (0x50 or 0x55, _) => throw Bad(source, "MPEG samples"),
        _ => throw Bad(source, $"samples of WAV format 0x{format.Tag:X4}"),
    };

    private static long Padded(uint size) => (long)size + (size & 1);

    private static InputException Bad(ByteSource source, string wrong) =>
        InputException.For(source.Name, wrong, "WAV with PCM of 8, 16, 24 or 32 bits, or float");
}
