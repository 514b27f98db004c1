using GroundTerminal.Station;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>Makes the source that a path or URL calls for.</summary>
public static class OrbitSourceFactory
{
    /// <summary>A directory's source where there is a directory, else a file's.</summary>
    /// <param name="settle">A file is not read before it has been left alone for so long.</param>
    public static IOrbitSource ForPath(string path, int priority, TimeSpan? limit, TimeSpan settle, TimeProvider time) =>
        Directory.Exists(path) ? new DirectoryOrbitSource(path, priority, limit, settle, time) : new FileOrbitSource(path, priority, limit, settle, time);
}
