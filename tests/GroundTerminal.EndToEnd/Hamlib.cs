using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GroundTerminal.EndToEnd;

/// <summary>Hamlib's programs (Debian libhamlib-utils); tests are skipped where they are not.</summary>
internal static class Hamlib
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs one of them to its end.</summary>
    /// <returns>Output, and errors behind it: rigctl ends with 0 whatever it was answered.</returns>
    public static async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
        return (process.ExitCode, await output + await error);
    }

    public static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(Find(program), arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>The position that rotctl prints.</summary>
    public static async Task<(double Azimuth, double Elevation)> Position(string model, string device)
    {
        var (code, output) = await Run("rotctl", "-m", model, "-r", device, "p");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(code == 0 && lines.Length == 2, $"rotctl -m {model} p: exit code {code}, '{output}'");
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A TCP port of this machine that nobody has at this moment.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Find(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, program)).FirstOrDefault(File.Exists);
        Skip.If(found is null, $"{program} is not on this machine (Debian package libhamlib-utils)");
        return found!;
    }
}
