using System.Diagnostics;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary>The published program, run as a user runs it; tests are skipped where it is not there.</summary>
internal static class GroundTerminalProgram
{
    public static string Path
    {
        get
        {
            Skip.IfNot(File.Exists(Repository.Program), "artifacts/groundterminal is not there: make publish");
            return Repository.Program;
        }
    }

    /// <summary>Starts it with its three streams redirected.</summary>
    public static Process Start(params string[] arguments) => Start(null, arguments);

    /// <summary>Starts it with a variable of the environment set, and its three streams redirected.</summary>
    public static Process Start((string Name, string Value)? variable, string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (variable is { } set)
            start.Environment[set.Name] = set.Value;
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> Run(byte[]? input, params string[] arguments)
    {
        using var process = Start(arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (input is not null)
            await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await output, await error);
    }
}
