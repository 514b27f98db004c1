using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace GroundTerminal.EndToEnd;

/// <summary>A minute of what Debian's gpredict 2.3-72 was seen to send to our servers, byte by byte, as often as it does: about once a second.</summary>
/// <remarks>Recorded between gpredict under Xvfb and <c>groundterminal run</c>: each command is one segment, one answer is waited for, and S and q end it.</remarks>
public sealed class GpredictDialogueTests : IAsyncLifetime
{
    private const int Seconds = 60;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30), Cycle = TimeSpan.FromSeconds(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-gpredict-");
    private readonly int _port = Hamlib.FreePort();
    private EmulatedRotatorProgram _rotator = null!;
    private Process _station = null!;

    public async Task InitializeAsync()
    {
        _rotator = await EmulatedRotatorProgram.Start("rotctld", "--azimuth", "0,360", "--elevation", "0,90");
        var path = Path.Combine(_folder.FullName, "station.yaml");
        await File.WriteAllTextAsync(path, $$"""
            station: { name: gpredict, latitude: 55.6167, longitude: 12.65 }
            rotator: { kind: rotctld, port: "{{_rotator.Device}}", azimuth-speed: 60, elevation-speed: 60, azimuth-acceleration: 60, elevation-acceleration: 60, manual-takes-over: true }
            rotctld-server: { listen: "127.0.0.1:{{_port}}" }
            radio:
              kind: emulated
              sample-rate: 48e3
              center-frequency: 436.5e6
              transmitters:
                - { name: beacon, frequency: 436.5e6, modulation: FSK, baud-rate: 1200, framing: AX.25 }
            channels:
              - { name: beacon, frequency: 436.5e6, modulation: FSK, baud-rate: 1200, framing: AX.25, search-bandwidth: 20000 }
            store: { contacts: "{{_folder.FullName}}/contacts.db" }
            kiss-server: { listen: off }
            http: { listen: off }

            """);
        _station = GroundTerminalProgram.Start("run", path, "--store", Path.Combine(_folder.FullName, "frames.db"), "--log-format", "json");
        if (await _station.StandardOutput.ReadLineAsync().WaitAsync(Limit) is not { } line)
            throw new InvalidOperationException(await _station.StandardError.ReadToEndAsync());
        Assert.Equal("start", JsonDocument.Parse(line).RootElement.GetProperty("event").GetString());
        _ = _station.StandardOutput.ReadToEndAsync();
    }

    public async Task DisposeAsync()
    {
        if (!_station.HasExited)
            _station.Kill();
        await _station.WaitForExitAsync().WaitAsync(Limit);
        _station.Dispose();
        await _rotator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_minute_of_tracking_is_followed_without_a_satellite_of_the_stations_own()
    {
        using var client = new TcpClient("127.0.0.1", _port);
        var (stream, worst) = (client.GetStream(), 0.0);
        while (await Ask(stream, "p\n") == "RPRT -6\n")
            await Task.Delay(100); // the controller has not said yet where it is
        for (var second = 0; second < Seconds; second++)
        {
            var began = Stopwatch.GetTimestamp();
            var (azimuth, elevation) = (310.72 - (1.5 * second), 7.75 + second);
            var (a, e) = Angles(await Ask(stream, "p\n"));
            if (second > 10)
                worst = Math.Max(worst, Math.Max(Math.Abs(a - azimuth), Math.Abs(e - elevation)));
            Assert.Equal("RPRT 0\n", await Ask(stream, string.Create(CultureInfo.InvariantCulture, $"P {azimuth:F2} {elevation:F2}\n")));
            if (Cycle - Stopwatch.GetElapsedTime(began) is var rest && rest > TimeSpan.Zero)
                await Task.Delay(rest);
        }
        Assert.InRange(worst, 0, 4); // it moves 1.5 degrees a second, and was asked for the place of the second before
        Assert.Equal("RPRT 0\n", await Ask(stream, "S\n"));
        await stream.WriteAsync("q\n"u8.ToArray());
        Assert.Equal(0, await stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Limit));
    }

    /// <summary>gpredict reads once, for the whole answer: it must come in one piece.</summary>
    private static async Task<string> Ask(NetworkStream stream, string command)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command));
        var buffer = new byte[128];
        var answer = Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer).AsTask().WaitAsync(Limit));
        Assert.Equal(answer.StartsWith("RPRT", StringComparison.Ordinal) ? 1 : 2, answer.Count(c => c == '\n'));
        Assert.EndsWith("\n", answer, StringComparison.Ordinal);
        return answer;
    }

    private static (double Azimuth, double Elevation) Angles(string answer)
    {
        var lines = answer.Split('\n');
        return (double.Parse(lines[0], CultureInfo.InvariantCulture), double.Parse(lines[1], CultureInfo.InvariantCulture));
    }
}
