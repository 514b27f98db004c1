namespace GroundTerminal.Benchmarks;

/// <summary>One benchmark as the command line knows it.</summary>
/// <param name="Name">What selects it.</param>
/// <param name="Purpose">What it shows.</param>
/// <param name="Run">Takes the options (<c>--quick</c> among them) and returns 0, or 1 where a budget or a bound was not kept.</param>
internal sealed record BenchmarkEntry(string Name, string Purpose, Func<string[], int> Run);
