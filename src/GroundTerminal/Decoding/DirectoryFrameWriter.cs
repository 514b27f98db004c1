using System.Globalization;
using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>Frames as files, one each: number, time or sample, and transmitter in the name. Files that the satellite sent, under their own names.</summary>
public sealed class DirectoryFrameWriter : IFrameWriter
{
    private readonly string _directory;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private int _count;

    /// <param name="directory">Made where it is missing.</param>
    public DirectoryFrameWriter(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
    }

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        var frame = decoded.Frame;
        var when = frame.Time is { } time ? time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture) : $"sample{frame.Sample}";
        var name = $"{++_count:000000}_{when}_{Safe(frame.Transmitter)}.bin";
        File.WriteAllBytes(Path.Combine(_directory, name), frame.Payload);
        WriteRest(decoded.Files);
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
        foreach (var file in files)
            File.WriteAllBytes(Path.Combine(_directory, NameOf(file)), file.Bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // A second file of a name in one run is another file; that of a run before is replaced, as its frames are.
    private string NameOf(ReceivedFile file)
    {
        var (stem, extension) = (Safe(Path.GetFileNameWithoutExtension(file.Name)), Safe(Path.GetExtension(file.Name)));
        var name = $"file_{stem}{extension}";
        for (var n = 2; !_names.Add(name); n++)
            name = $"file_{stem}-{n}{extension}";
        return name;
    }

    private static string Safe(string name) => string.Create(name.Length, name, (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '+' or '_' ? text[i] : '-';
    });
}
