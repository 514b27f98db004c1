using System.Diagnostics;
using System.Text.Json;
using GroundTerminal.Benchmarks;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.EndToEnd;

/// <summary>The emulated sky over rtl_tcp: to a client that is not ours, and to our own station.</summary>
public sealed class RtlTcpTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-rtltcp-");

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableFact]
    public async Task Debians_gr_osmosdr_receives_the_frames_that_are_sent()
    {
        Skip.IfNot(await HasOsmosdr(), "gr-osmosdr is not on this machine (Debian package gr-osmosdr)");
        using var radio = new EmulatedRadioProgram("--protocol", "rtl_tcp");
        string samples = Path.Combine(_folder.FullName, "osmosdr.cf32");
        string script = Path.Combine(Repository.Root, "tests/rtl_tcp-client/receive.py");
        using (Process client = StartPython(script, radio.Address, "250000", "437.5e6", "29.7", "1500000", samples))
            Assert.Equal(0, await EndOf(client));
        JsonElement gone = radio.Next("disconnected");
        Assert.Equal((0, 29.7, 250e3, 437.5e6), (gone.GetProperty("samplesLost").GetInt64(), gone.GetProperty("gainDb").GetDouble(), gone.GetProperty("sampleRateHz").GetDouble(), gone.GetProperty("centerFrequencyHz").GetDouble()));
        Assert.Equal(0, await radio.Interrupt());

        var (exitCode, output, _) = await GroundTerminalProgram.Run(
            null, "decode", samples, "--sample-rate", "250e3", "--modulation", "FSK", "--baud-rate", "9600", "--deviation", "3000", "--framing", "AX.25 G3RUH", "--offset", "30000", "--bandwidth", "24000", "--json");
        Assert.Equal(0, exitCode);
        int[] numbers = EmulatedRadioProgram.Numbers(output.Split('\n').Where(l => l.Contains("\"payload\"", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("payload").GetString()!));
        // Six seconds hold 24 frames, of which the first and the last may be cut.
        Assert.InRange(numbers.Length, 21, 24);
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
    }

    [Fact]
    public async Task Our_own_station_receives_them_as_it_would_from_a_dongle()
    {
        using var radio = new EmulatedRadioProgram("--protocol", "rtl_tcp");
        string configuration = Path.Combine(_folder.FullName, "station.yaml"), store = Path.Combine(_folder.FullName, "frames.db");
        File.WriteAllText(configuration, $"radio: {{ kind: rtl_tcp, device: '{radio.Address}', sample-rate: 250e3, center-frequency: 437.5e6, gain: 29.7 }}\n{EmulatedRadioProgram.Channels}");
        var (exitCode, _, error) = await GroundTerminalProgram.Run(null, "run", configuration, "--store", store, "--duration", "6", "--log-format", "json", "--no-real-time");
        Assert.True(exitCode == 0, error);
        using var frames = new FrameStore(store);
        int[] numbers = EmulatedRadioProgram.Numbers(frames.Since(0, 1000).Select(f => Convert.ToHexString(f.Payload)));
        Assert.True(numbers.Length >= 21, $"{numbers.Length} frames in 6 s");
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
        Assert.Equal(0, radio.Next("disconnected").GetProperty("samplesLost").GetInt64());
        Assert.Equal(0, await radio.Interrupt());
    }

    [Theory]
    [InlineData("--protocol", "morse")]
    [InlineData("--protocol", "rtl_tcp", "--listen", "nowhere")]
    [InlineData("--protocol", "rtl_tcp", "--listen", "192.0.2.1:1234")]
    public async Task What_cannot_be_is_refused_with_the_option(params string[] arguments)
    {
        var (exitCode, _, error) = await GroundTerminalProgram.Run(null, ["emulate", "radio", .. arguments]);
        Assert.Equal(2, exitCode);
        Assert.StartsWith(arguments.Length > 2 ? "--listen" : "--protocol", error);
    }

    private static async Task<bool> HasOsmosdr()
    {
        if (!File.Exists(Python))
            return false;
        using Process process = StartPython("-c", "import osmosdr");
        return await EndOf(process) == 0;
    }

    private static Process StartPython(params string[] arguments) => Process.Start(new ProcessStartInfo(Python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static async Task<int> EndOf(Process process)
    {
        Task all = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        try
        {
            await all.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw;
        }
        return process.ExitCode;
    }
}
