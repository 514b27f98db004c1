using System.Diagnostics;

namespace GroundTerminal.EndToEnd;

/// <summary>The built program, run as a user runs it: the published file where there is one, else the one built for these tests.</summary>
internal static class GroundTerminalProgram
{
    public static string Path { get; } = Find();

    /// <summary>Starts it with its three streams redirected.</summary>
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(Path, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

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

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var published = System.IO.Path.Combine(directory.FullName, "artifacts", "groundterminal");
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "GroundTerminal.sln")) && File.Exists(published))
                return published;
        }
        return System.IO.Path.Combine(AppContext.BaseDirectory, "groundterminal");
    }
}
