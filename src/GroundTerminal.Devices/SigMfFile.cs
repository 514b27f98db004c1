using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Opens a SigMF recording by either of its files or by their common name.</summary>
internal static class SigMfFile
{
    private const string MetaExtension = ".sigmf-meta", DataExtension = ".sigmf-data";
    private const int MaxMetaBytes = 64 * 1024 * 1024;

    /// <summary>The metadata file that belongs to a path; null where the path is not of a SigMF recording.</summary>
    public static string? MetaPath(string path)
    {
        if (path.EndsWith(MetaExtension, StringComparison.OrdinalIgnoreCase))
            return path;
        if (path.EndsWith(DataExtension, StringComparison.OrdinalIgnoreCase))
            return path[..^DataExtension.Length] + MetaExtension;
        if (path.EndsWith(".sigmf", StringComparison.OrdinalIgnoreCase))
            throw InputException.For(path, "is a SigMF archive", "the recording unpacked (tar xf), as .sigmf-meta and .sigmf-data");
        return !File.Exists(path) && File.Exists(path + MetaExtension) ? path + MetaExtension : null;
    }

    public static ISampleReader Open(string metaPath, SampleFileOptions options)
    {
        if (!File.Exists(metaPath))
            throw InputException.For(metaPath, "does not exist", "the metadata beside the samples of a SigMF recording");
        if (new FileInfo(metaPath).Length > MaxMetaBytes)
            throw InputException.For(metaPath, "is longer than 64 MiB", "SigMF metadata");
        var meta = SigMfMetadata.Parse(ReadAll(metaPath), metaPath);
        var source = SampleFile.OpenSource(DataPath(metaPath, meta));
        try
        {
            return new StreamSampleReader(source, Layout(source, meta, metaPath, options));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static SampleLayout Layout(ByteSource source, SigMfMetadata meta, string metaPath, SampleFileOptions options)
    {
        var rate = options.SampleRateHz ?? meta.SampleRateHz ?? throw InputException.For(metaPath, "has no core:sample_rate", "one, or --sample-rate");
        var format = options.Format ?? meta.Format;
        var kind = format.Complex ? SampleKind.Iq : SampleKind.Audio;
        if (options.Kind is { } said && said != kind)
            throw InputException.For(metaPath, $"core:datatype is {format}", said == SampleKind.Iq ? "a complex one for --iq" : "a real one for --audio");
        if (!source.Skip(meta.HeaderBytes) || meta.TrailingBytes > source.Length - source.Position)
            throw InputException.For(source.Name, "is shorter than the header and trailing bytes that its metadata gives", "samples");
        return new SampleLayout
        {
            Name = source.Name,
            Encoding = $"SigMF, {format}",
            Element = format.Type,
            BigEndian = format.BigEndian,
            Kind = kind,
            SampleRateHz = rate,
            Stride = format.Complex ? 2 : 1,
            DataBytes = meta.TrailingBytes > 0 ? source.Length - source.Position - meta.TrailingBytes : null,
            Segments = Segments(meta, options),
            Remarks = Remarks(meta, metaPath),
        };
    }

    private static IReadOnlyList<SampleSegment> Segments(SigMfMetadata meta, SampleFileOptions options)
    {
        var first = meta.Captures is [var capture, ..] ? capture : default;
        first = first with { FrequencyHz = options.CenterFrequencyHz ?? first.FrequencyHz, Time = options.StartTime ?? first.Time };
        // A time said by the user replaces all of the file's.
        return options.StartTime is not null || meta.Captures.Count < 2 ? [first] : [first, .. meta.Captures.Skip(1)];
    }

    private static List<string> Remarks(SigMfMetadata meta, string metaPath)
    {
        var remarks = new List<string>();
        for (var i = 1; i < meta.Captures.Count && remarks.Count < 10; i++)
        {
            if (meta.Captures[i].FrequencyHz is { } now && meta.Captures[0].FrequencyHz is { } first && now != first)
                remarks.Add($"{metaPath}: the radio frequency changes to {now:0} Hz at sample {meta.Captures[i].FirstSample}; offsets are from the first, {first:0} Hz");
        }
        return remarks;
    }

    private static string DataPath(string metaPath, SigMfMetadata meta)
    {
        if (meta.Dataset is not { Length: > 0 } dataset)
            return metaPath[..^MetaExtension.Length] + DataExtension;
        if (dataset.Contains('\0') || dataset != Path.GetFileName(dataset))
            throw InputException.For(metaPath, "core:dataset is a path", "the name of a file in the same directory");
        return Path.Combine(Path.GetDirectoryName(metaPath) ?? "", dataset);
    }

    private static byte[] ReadAll(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
