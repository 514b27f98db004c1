namespace GroundTerminal.Benchmarks;

/// <summary>Where things are, found from the working directory or the program upwards.</summary>
internal static class Repository
{
    public static string Root { get; } = FindUpwards(Environment.CurrentDirectory) ?? FindUpwards(AppContext.BaseDirectory)
        ?? throw new InvalidOperationException("GroundTerminal.sln was not found in the working directory or above it.");

    public static string Artifacts => Directory.CreateDirectory(Path.Combine(Root, "artifacts")).FullName;

    /// <summary>The published program.</summary>
    public static string Program => Path.Combine(Root, "artifacts", "groundterminal");

    /// <summary>Recordings and what a peer makes of them; may be absent.</summary>
    public static string Recordings => Path.Combine(Shared, "recordings");

    public static string Shared => Environment.GetEnvironmentVariable("GROUNDTERMINAL_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    private static string? FindUpwards(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "GroundTerminal.sln")))
                return at.FullName;
        }
        return null;
    }
}
