using System.Globalization;
using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>Frames as files, one each: number, time or sample, and transmitter in the name. Files that the satellite sent, under their own names.</summary>
public sealed class DirectoryFrameWriter : IFrameWriter
{
    private readonly string _directory;
    private readonly FileFolder _files;
    private int _count;

    /// <param name="directory">Made where it is missing.</param>
    public DirectoryFrameWriter(string directory)
    {
        (_directory, _files) = (directory, new FileFolder(directory, keepOld: false));
        Directory.CreateDirectory(directory);
    }

    /// <inheritdoc/>
    public void Write(DecodedFrame decoded)
    {
        var frame = decoded.Frame;
        var when = frame.Time is { } time ? time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture) : $"sample{frame.Sample}";
        var name = $"{++_count:000000}_{when}_{FileFolder.Safe(frame.Transmitter)}.bin";
        File.WriteAllBytes(Path.Combine(_directory, name), frame.Payload);
        WriteRest(decoded.Files);
    }

    /// <inheritdoc/>
    public void WriteRest(IReadOnlyList<ReceivedFile> files)
    {
        foreach (var file in files)
            _files.Save(file);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
