using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>A directory whose files are orbit data; files that come, change and go are noticed.</summary>
/// <remarks>
/// It is looked through at each reading: that works on every file system, network ones too, and costs one stat(2) a file. Passed over are names that begin with a point or end in <c>~</c>, <c>.tmp</c>, <c>.new</c>
/// or <c>.part</c>: half-written files, by custom.
/// </remarks>
public sealed class DirectoryOrbitSource : IOrbitSource
{
    private static readonly string[] Unfinished = ["~", ".tmp", ".new", ".part"];
    private readonly OrbitFileWatch _watch;
    private readonly string _path;

    /// <param name="path">The directory.</param>
    /// <param name="settle">A file is not read before it has been left alone for so long: someone may be writing it.</param>
    public DirectoryOrbitSource(string path, int priority, TimeSpan? limit, TimeSpan settle, TimeProvider time)
    {
        (_path, Name, Priority, Limit) = (path, $"directory {path}", priority, limit);
        _watch = new OrbitFileWatch(settle, time);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int Priority { get; }

    /// <inheritdoc/>
    public TimeSpan? Limit { get; }

    /// <inheritdoc/>
    public Task<OrbitSourceReading> ReadAsync(OrbitSourceMemory memory, CancellationToken cancellation)
    {
        try
        {
            var files = Directory.GetFiles(_path).Where(IsData).Order(StringComparer.Ordinal).Select(f => (f, Path.GetFileName(f)));
            return Task.FromResult(_watch.Read([.. files], cancellation));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(new OrbitSourceReading { Problem = $"cannot be read: {e.Message}" });
        }
    }

    private static bool IsData(string path)
    {
        var name = Path.GetFileName(path);
        return !name.StartsWith('.') && !Array.Exists(Unfinished, e => name.EndsWith(e, StringComparison.Ordinal));
    }
}
