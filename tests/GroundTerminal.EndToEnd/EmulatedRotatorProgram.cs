using System.Diagnostics;
using System.Text.Json;

namespace GroundTerminal.EndToEnd;

/// <summary><c>groundterminal emulate rotator</c> of the published program, as a device for others.</summary>
internal sealed class EmulatedRotatorProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Task<string> _log;

    private EmulatedRotatorProgram(Process process, string device) => (_process, Device, _log) = (process, device, process.StandardOutput.ReadToEndAsync());

    /// <summary>The pseudo-terminal, or host and port.</summary>
    public string Device { get; }

    public static async Task<EmulatedRotatorProgram> Start(string protocol, params string[] more)
    {
        string[] place = protocol == "rotctld" ? ["--listen", "127.0.0.1:0"] : ["--pty"];
        var process = GroundTerminalProgram.Start(["emulate", "rotator", "--protocol", protocol, "--speed", "60,60", "--json", .. place, .. more]);
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        if (line is null)
            Assert.Fail(await process.StandardError.ReadToEndAsync());
        var listening = JsonDocument.Parse(line!).RootElement;
        Assert.Equal("listening", listening.GetProperty("event").GetString());
        return new EmulatedRotatorProgram(process, listening.GetProperty(protocol == "rotctld" ? "listen" : "pty").GetString()!);
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    /// <returns>Where the antenna was told to have been.</returns>
    public async Task<(double Azimuth, double Elevation)[]> End()
    {
        Signals.Send(_process, Signals.Interrupt);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal((0, ""), (_process.ExitCode, await _process.StandardError.ReadToEndAsync()));
        return
        [
            .. (await _log).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)
                .Select(p => (p.GetProperty("azimuthDegrees").GetDouble(), p.GetProperty("elevationDegrees").GetDouble())),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }
        _process.Dispose();
    }
}
