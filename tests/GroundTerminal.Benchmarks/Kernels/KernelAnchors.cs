using System.Text.Json;

namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>The established libraries' speeds: the program that tools/anchors builds, run for one row at a time.</summary>
internal sealed class KernelAnchors
{
    /// <summary>Rows that the program only runs together.</summary>
    private static readonly string[] Groups = ["spsc_ring", "magnitude"];

    private readonly string _core;

    public KernelAnchors(int core) => _core = core.ToString();

    public static string Program => Path.Combine(Repository.Artifacts, "anchors", "anchors");

    public static bool ArePresent => File.Exists(Program);

    /// <summary>One library's speed.</summary>
    public sealed record Speed(string Library, double Value);

    /// <summary>Runs a row.</summary>
    /// <exception cref="InvalidOperationException">The program found a wrong output of a library, or did not run.</exception>
    public List<Speed> Run(string row)
    {
        if (row.Length == 0 || !ArePresent)
            return [];
        var selected = Groups.FirstOrDefault(g => row.StartsWith(g, StringComparison.Ordinal)) ?? row;
        var result = ChildProcess.Run(Program, ["-o", _core, selected], oneCore: false);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"{Program} {row} ended with {result.ExitCode}.");
        var speeds = new List<Speed>();
        foreach (var line in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var entry = json.RootElement;
            if (entry.GetProperty("row").GetString() == row)
                speeds.Add(new Speed(entry.GetProperty("lib").GetString()!, entry.GetProperty("value").GetDouble()));
        }
        return speeds;
    }
}
