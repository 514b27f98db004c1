using System.Diagnostics;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.PluginModems;

/// <summary>The example and the plugins of tests/modem-plugins, built once with the machine's C compiler.</summary>
internal static class PluginLibraries
{
    private static readonly Lazy<string> Folder = new(Build);

    /// <summary>Path of one; the test is skipped where there is no C compiler.</summary>
    public static string Path(string name)
    {
        Skip.IfNot(File.Exists("/usr/bin/cc"), "there is no C compiler (cc): apt-get install gcc libc6-dev make");
        return System.IO.Path.Combine(Folder.Value, $"lib{name}.so");
    }

    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Build()
    {
        string folder = Directory.CreateTempSubdirectory("gt-plugins-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (string name in new[] { "counter", "broken", "old" })
            Compile($"tests/modem-plugins/{name}.c", folder, name);
        Compile("hw/modem-plugin/example/fsk_ax25.c", folder, "fsk_ax25");
        return folder;
    }

    private static void Compile(string source, string folder, string name)
    {
        var (code, output) = Run("/usr/bin/cc", "-O2", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-o", System.IO.Path.Combine(folder, $"lib{name}.so"), System.IO.Path.Combine(RepositoryFiles.Root, source), "-lm");
        Assert.True(code == 0, output);
    }
}
