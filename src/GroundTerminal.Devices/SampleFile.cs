using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Opens recordings: WAV, SigMF, raw samples, and standard input.</summary>
public static class SampleFile
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <param name="path">A WAV file, either file of a SigMF recording or their common name, a file of raw samples, or <c>-</c>.</param>
    /// <param name="options">What the user says of it.</param>
    /// <exception cref="InputException">It cannot be read, or it is not what was expected.</exception>
    public static ISampleReader Open(string path, SampleFileOptions options)
    {
        if (path == StandardInput)
            return Open(Console.OpenStandardInput(), "standard input", options);
        if (SigMfFile.MetaPath(path) is { } meta)
            return SigMfFile.Open(meta, options);
        return Open(OpenSource(path), options with { Format = options.Format ?? FormatByName(path) });
    }

    /// <summary>Reads a stream that is WAV, or raw samples where the options give their format.</summary>
    /// <param name="stream">Read to its end, and disposed with the reader.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="options">What the user says of it.</param>
    public static ISampleReader Open(Stream stream, string name, SampleFileOptions options) => Open(new ByteSource(stream, name), options);

    internal static ByteSource OpenSource(string path)
    {
        try
        {
            if (path.Length == 0)
                throw new InputException("the recording's name is empty; expected a file");
            if (Directory.Exists(path))
                throw InputException.For(path, "is a directory", "a recording");
            return new ByteSource(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan), path);
        }
        catch (FileNotFoundException e)
        {
            throw new InputException($"{path}: does not exist; expected a recording", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: cannot be opened: {e.Message}", e);
        }
    }

    private static StreamSampleReader Open(ByteSource source, SampleFileOptions options)
    {
        try
        {
            var layout = WavHeader.IsWav(source.Peek(12)) ? WavHeader.Read(source, options) : RawLayout(source, options);
            return new StreamSampleReader(source, layout);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static SampleLayout RawLayout(ByteSource source, SampleFileOptions options)
    {
        if (source.Peek(1).IsEmpty)
            throw InputException.For(source.Name, "is empty", "a recording");
        if (options.Format is not { } format)
            throw InputException.For(source.Name, "is neither WAV nor SigMF", $"that, or raw samples with --format ({SampleFormat.Choices}) and --sample-rate");
        if (options.SampleRateHz is not { } rate)
            throw InputException.For(source.Name, $"raw {format} samples say no sample rate", "it given with --sample-rate");
        var kind = format.Complex ? SampleKind.Iq : SampleKind.Audio;
        if (options.Kind is { } said && said != kind)
            throw InputException.For(source.Name, $"its format is {format}", said == SampleKind.Iq ? "a complex one for --iq" : "a real one for --audio");
        return new SampleLayout
        {
            Name = source.Name,
            Encoding = $"raw {format}",
            Element = format.Type,
            BigEndian = format.BigEndian,
            Kind = kind,
            SampleRateHz = rate,
            Stride = format.Complex ? 2 : 1,
            Segments = [new SampleSegment(0, options.CenterFrequencyHz, options.StartTime)],
        };
    }

    private static SampleFormat? FormatByName(string path) =>
        SampleFormat.TryParse(Path.GetExtension(path.AsSpan()).TrimStart('.'), out var format) ? format : null;
}
