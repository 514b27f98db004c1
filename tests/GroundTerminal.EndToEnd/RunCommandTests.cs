using System.Diagnostics;
using System.Text.Json;
using GroundTerminal.Configuration;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.EndToEnd;

/// <summary><c>groundterminal run</c> as a user, a service manager and a power cut treat it.</summary>
public sealed class RunCommandTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly List<int> _started = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-run-");

    private string Store => Path.Combine(_folder.FullName, "frames.db");

    // What a failed test left running is ended, so that it holds neither the store nor the program's file.
    public void Dispose()
    {
        foreach (Process process in Process.GetProcessesByName("groundterminal"))
        {
            if (_started.Contains(process.Id))
                process.Kill();
        }
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_drains_and_ends_within_two_seconds(string signal)
    {
        using Process process = Start();
        await ReadFrames(process, 3);
        long asked = Stopwatch.GetTimestamp();
        Signals.Send(process, signal == "INT" ? Signals.Interrupt : Signals.Terminate);
        string rest = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.InRange(Stopwatch.GetElapsedTime(asked).TotalSeconds, 0, 2);
        Assert.Equal(0, process.ExitCode);
        JsonElement end = JsonDocument.Parse(rest.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("end", end.GetProperty("event").GetString());
        using var store = new FrameStore(Store);
        Assert.Equal(end.GetProperty("status").GetProperty("store").GetProperty("stored").GetInt64(), store.Since(0, 10_000).Count);
    }

    [Fact]
    public async Task Every_frame_that_was_told_of_is_in_the_store_after_kill_9_and_the_next_run_goes_on()
    {
        List<long> told;
        using (Process process = Start())
        {
            told = await ReadFrames(process, 10);
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        using (var store = new FrameStore(Store))
            Assert.Superset(told.ToHashSet(), store.Since(0, 10_000).Select(f => f.Id).ToHashSet());

        using Process next = Start();
        List<long> after = await ReadFrames(next, 1);
        next.Kill();
        await next.WaitForExitAsync().WaitAsync(Limit);
        Assert.True(after[0] > told[^1]);
    }

    [Fact]
    public async Task A_duration_ends_it_and_the_report_is_written()
    {
        string report = Path.Combine(_folder.FullName, "report.json");
        var (exitCode, _, error) = await GroundTerminalProgram.Run(null, "run", Configuration(), "--store", Store, "--speed", "max", "--duration", "20", "--report", report);
        Assert.Equal((0, ""), (exitCode, error));
        JsonElement stream = JsonDocument.Parse(File.ReadAllText(report)).RootElement.GetProperty("stream");
        Assert.Equal((0, 0), (stream.GetProperty("gaps").GetInt64(), stream.GetProperty("droppedSamples").GetInt64()));
        Assert.True(stream.GetProperty("samples").GetInt64() >= 20 * 250_000);
    }

    [Fact]
    public async Task A_recording_of_audio_is_a_radio_too()
    {
        string wav = Path.Combine(_folder.FullName, "audio.wav");
        string configuration = Path.Combine(_folder.FullName, "audio.yaml");
        File.WriteAllBytes(wav, DecodeCommandTests.Wav(25));
        File.WriteAllText(
            configuration,
            $"radio: {{ kind: file, path: {wav} }}\n"
            + "channels: [{ name: 9k6, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH, frequency: 437e6 }]\n"
            + "kiss-server: { listen: 127.0.0.1:0 }\nhttp: { listen: 127.0.0.1:0 }\n");
        var (exitCode, output, error) = await GroundTerminalProgram.Run(null, "run", configuration, "--store", Store, "--speed", "max", "--log-format", "json");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(25, output.Split('\n').Count(line => line.StartsWith("{\"event\":\"frame\"", StringComparison.Ordinal)));
    }

    // The packets of tests/vectors/files-peer.json; the second run keeps the first one's file.
    [Fact]
    public async Task A_file_that_a_satellite_sends_is_put_together_while_it_runs()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(GroundTerminal.Benchmarks.Repository.Root, "tests/vectors/files-peer.json")));
        JsonElement vector = vectors.RootElement.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("case").GetString() == "mirsat1");
        var (wav, configuration, files) = (Path.Combine(_folder.FullName, "x.wav"), Path.Combine(_folder.FullName, "x.yaml"), Path.Combine(_folder.FullName, "files"));
        File.WriteAllBytes(wav, DecodeCommandTests.Wav([.. vector.GetProperty("packets").EnumerateArray().Select(p => Convert.FromHexString(p.GetString()!))]));
        File.WriteAllText(
            configuration,
            $"radio: {{ kind: file, path: {wav} }}\nfiles: {{ directory: {files} }}\n"
            + "channels: [{ name: 9k6, satellite: MIR-SAT1, modulation: FSK, baud-rate: 9600, framing: AX.25 G3RUH, frequency: 437e6 }]\n"
            + "kiss-server: { listen: off }\nhttp: { listen: off }\n");
        foreach (string name in new[] { "file_4242", "file_4242-2" })
        {
            var (exitCode, output, error) = await GroundTerminalProgram.Run(null, "run", configuration, "--store", Store, "--speed", "max", "--log-format", "json");
            Assert.Equal((0, ""), (exitCode, error));
            string expected = """
                "files":[{"satellite":"MIR-SAT1","name":"4242","length":700,"complete":true,"path":"PATH"}]
                """.Replace("PATH", Path.Combine(files, name), StringComparison.Ordinal);
            Assert.Contains(expected, output, StringComparison.Ordinal);
            Assert.Equal(vector.GetProperty("files")[0].GetProperty("sha256").GetString(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(files, name)))));
        }
    }

    [Theory]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "fast")]
    [InlineData("--log-format", "xml")]
    [InlineData("--duration", "-1")]
    [InlineData("--loop-threads", "0")]
    public async Task A_wrong_option_is_refused_with_its_name(string option, string value)
    {
        var (exitCode, output, error) = await GroundTerminalProgram.Run(null, "run", option, value);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(option, error);
    }

    private static async Task<List<long>> ReadFrames(Process process, int count)
    {
        var ids = new List<long>();
        while (ids.Count < count)
        {
            string line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            JsonElement read = JsonDocument.Parse(line).RootElement;
            if (read.GetProperty("event").GetString() == "frame")
                ids.Add(read.GetProperty("frame").GetProperty("id").GetInt64());
        }
        return ids;
    }

    private Process Start()
    {
        Process process = GroundTerminalProgram.Start("run", Configuration(), "--store", Store, "--speed", "4", "--log-format", "json");
        _started.Add(process.Id);
        return process;
    }

    // The configuration that ships, on ports that the system chooses.
    private string Configuration()
    {
        string path = Path.Combine(_folder.FullName, "station.yaml");
        string text = ConfigurationReader.DefaultText().Replace(":8100", ":0", StringComparison.Ordinal).Replace(":8080", ":0", StringComparison.Ordinal);
        File.WriteAllText(path, text);
        return path;
    }
}
