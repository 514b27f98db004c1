namespace GroundTerminal.Tests.Support;

/// <summary>Finds the repository, and the shared files beside it that not every machine has.</summary>
internal static class RepositoryFiles
{
    /// <summary>The directory that holds GroundTerminal.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or directory under <c>../shared</c>.</summary>
    public static string Shared(string relative) => Path.Combine(Environment.GetEnvironmentVariable("GROUNDTERMINAL_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared")), relative);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "GroundTerminal.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new DirectoryNotFoundException("GroundTerminal.sln is in no directory above the tests.");
    }
}
