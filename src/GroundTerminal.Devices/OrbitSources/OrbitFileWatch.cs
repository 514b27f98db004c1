using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>Reads files again that have changed since the last time, once they have been left alone for a while.</summary>
internal sealed class OrbitFileWatch(TimeSpan settle, TimeProvider time)
{
    /// <summary>The whole catalogue of CelesTrak is about 25 MB as XML.</summary>
    private const long LongestFile = 64 << 20;
    private Dictionary<string, Known> _known = [];
    private bool _isFirst = true;

    /// <param name="files">Paths, and the names of their texts.</param>
    public OrbitSourceReading Read(IReadOnlyList<(string Path, string Name)> files, CancellationToken cancellation)
    {
        var (known, problem) = (new Dictionary<string, Known>(), "");
        foreach (var (path, name) in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = _known.GetValueOrDefault(path) ?? new Known(name, 0, default, null);
            try
            {
                known[path] = Read(path, before);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                (known[path], problem) = (before, $"{path} cannot be read: {e.Message}");
            }
        }
        var isChanged = _isFirst || known.Count != _known.Count || known.Any(k => _known.GetValueOrDefault(k.Key) != k.Value);
        (_known, _isFirst) = (known, false);
        return new OrbitSourceReading
        {
            Texts = isChanged ? [.. known.Values.Select(k => k.Text).OfType<OrbitText>()] : null,
            Kept = [.. known.Values.Where(k => k.Text is null).Select(k => k.Name)],
            Problem = problem,
        };
    }

    private Known Read(string path, Known before)
    {
        var file = new FileInfo(path);
        var (length, written) = (file.Length, new DateTimeOffset(file.LastWriteTimeUtc));
        // A time ahead of the clock is a wrong clock, not a file in work.
        var age = time.GetUtcNow() - written;
        if ((age >= TimeSpan.Zero && age < settle) || (before.Text is not null && (before.Length, before.Written) == (length, written)))
            return before;
        if (length > LongestFile)
            throw new IOException($"{length} bytes; at most {LongestFile} are expected");
        return new Known(before.Name, length, written, new OrbitText(before.Name, File.ReadAllText(path)));
    }

    /// <param name="Text">Null before it was read.</param>
    private sealed record Known(string Name, long Length, DateTimeOffset Written, OrbitText? Text);
}
