using GroundTerminal.Coding.Files;

namespace GroundTerminal.Decoding;

/// <summary>A directory that files of satellites are written to, under their own names.</summary>
/// <param name="directory">Exists.</param>
/// <param name="keepOld">True where files of runs before stay: the new one gets a number. Otherwise it replaces them.</param>
public sealed class FileFolder(string directory, bool keepOld)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a file; a second one of a name in one run is another file.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Save(ReceivedFile file)
    {
        var (stem, extension) = (Safe(Path.GetFileNameWithoutExtension(file.Name)), Safe(Path.GetExtension(file.Name)));
        var path = Path.Combine(directory, $"file_{stem}{extension}");
        for (var n = 2; !_names.Add(path) || (keepOld && File.Exists(path)); n++)
            path = Path.Combine(directory, $"file_{stem}-{n}{extension}");
        File.WriteAllBytes(path, file.Bytes);
        return path;
    }

    /// <summary>A name with nothing in it that a file system could mind.</summary>
    public static string Safe(string name) => string.Create(name.Length, name, (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsAsciiLetterOrDigit(text[i]) || text[i] is '.' or '+' or '_' ? text[i] : '-';
    });
}
