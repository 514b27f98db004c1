using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>A file with orbit data, read again when it changes.</summary>
/// <remarks>A file that is gone takes its orbits with it: that is how an operator withdraws them.</remarks>
public sealed class FileOrbitSource : IOrbitSource
{
    private readonly OrbitFileWatch _watch;
    private readonly string _path;

    /// <param name="path">The file.</param>
    /// <param name="settle">It is not read before it has been left alone for so long: someone may be writing it.</param>
    public FileOrbitSource(string path, int priority, TimeSpan? limit, TimeSpan settle, TimeProvider time)
    {
        (_path, Name, Priority, Limit) = (path, $"file {path}", priority, limit);
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
        // The file's name stands in the source's: its text needs none.
        var isThere = File.Exists(_path);
        var reading = _watch.Read(isThere ? [(_path, "")] : [], cancellation);
        return Task.FromResult(isThere ? reading : reading with { Problem = $"there is no file {_path}" });
    }
}
