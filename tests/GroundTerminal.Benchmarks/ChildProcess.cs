using System.Diagnostics;
using System.Runtime.InteropServices;

namespace GroundTerminal.Benchmarks;

/// <summary>Runs a program on one core and says what it used: CPU time from getrusage(2), peak memory from /proc.</summary>
internal static partial class ChildProcess
{
    private const int RusageChildren = -1;

    /// <param name="ExitCode">Exit code.</param>
    /// <param name="Output">Standard output.</param>
    /// <param name="CpuSeconds">User and system time.</param>
    /// <param name="PeakKib">VmHWM as last seen; 0 where it was too quick to be seen.</param>
    public sealed record Result(int ExitCode, string Output, double CpuSeconds, long PeakKib);

    public static Result Run(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, bool oneCore = true)
    {
        var start = new ProcessStartInfo(oneCore ? "taskset" : program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in oneCore ? ["-c", "0", program, .. arguments] : arguments)
            start.ArgumentList.Add(argument);
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var before = ChildCpuSeconds();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(10))
            peak = Math.Max(peak, PeakKib(process.Id));
        process.WaitForExit();
        return new Result(process.ExitCode, output.Result, ChildCpuSeconds() - before, peak);
    }

    /// <summary>The file of that name in PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static long PeakKib(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (IOException)
        {
            return 0; // it ended while being looked at
        }
    }

    private static double ChildCpuSeconds()
    {
        var usage = default(Usage);
        return GetUsage(RusageChildren, ref usage) == 0
            ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) * 1e-6)
            : throw new InvalidOperationException("getrusage failed.");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, ref Usage usage);

    /// <summary>struct rusage of 64-bit Linux: two timevals and fourteen longs.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
    }
}
