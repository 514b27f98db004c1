using System.Globalization;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Decoding;

/// <summary>Frames as files, one each: number, time or sample, and transmitter in the name.</summary>
public sealed class DirectoryFrameWriter : IFrameWriter
{
    private readonly string _directory;
    private int _count;

    /// <param name="directory">Made where it is missing.</param>
    public DirectoryFrameWriter(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
    }

    /// <inheritdoc/>
    public void Write(Frame frame)
    {
        var when = frame.Time is { } time ? time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss.fff'Z'", CultureInfo.InvariantCulture) : $"sample{frame.Sample}";
        var name = $"{++_count:000000}_{when}_{Safe(frame.Transmitter)}.bin";
        File.WriteAllBytes(Path.Combine(_directory, name), frame.Payload);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static string Safe(string name) => string.Create(name.Length, name, (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '+' ? text[i] : '-';
    });
}
