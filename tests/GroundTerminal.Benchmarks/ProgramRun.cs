using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GroundTerminal.Benchmarks;

/// <summary>The published program on the emulated device of tests/soapy-module, watched while it runs.</summary>
/// <param name="CpuSeconds">User and system time.</param>
/// <param name="ResidentKib">Most memory of its own.</param>
/// <param name="Wall">Seconds until it was last looked at.</param>
internal sealed record ProgramRun(double CpuSeconds, long ResidentKib, double Wall)
{
    /// <summary>Builds the emulated device; null, or why it cannot be.</summary>
    public static string? BuildDevice() =>
        ChildProcess.Run("make", ["-s", "-C", Path.Combine(Repository.Root, "tests", "soapy-module")], oneCore: false) is { ExitCode: not 0 } failed
            ? $"skipped: tests/soapy-module does not build (apt-get install libsoapysdr-dev g++): {failed.Output}"
            : null;

    /// <summary>Runs name.yaml and leaves name.json.</summary>
    public static ProgramRun Run(string name, double seconds)
    {
        var start = new ProcessStartInfo(Repository.Program, ["run", name + ".yaml", "--duration", seconds.ToString(CultureInfo.InvariantCulture), "--report", name + ".json", "--log-format", "json"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SOAPY_SDR_PLUGIN_PATH"] = Path.Combine(Repository.Artifacts, "soapy-module");
        using Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        (double cpu, long resident, long started) = (0, 0, Stopwatch.GetTimestamp());
        double wall = 1;
        while (!process.WaitForExit(100))
        {
            try
            {
                process.Refresh();
                (cpu, resident, wall) = (process.TotalProcessorTime.TotalSeconds, Math.Max(resident, OwnKib(process.Id)), Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
            catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended while being looked at.
            }
        }
        return process.ExitCode == 0 ? new ProgramRun(cpu, resident, wall) : throw new InvalidOperationException($"The program ended with {process.ExitCode}.");
    }

    /// <summary>A TCP port that nobody has.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Without what is mapped from files: the emulated device's samples are.
    private static long OwnKib(int id)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("RssAnon:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it ended while being looked at
        }
    }
}
