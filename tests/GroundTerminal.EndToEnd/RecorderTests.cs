using System.Diagnostics;
using System.Text.Json;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.EndToEnd;

/// <summary>What <c>groundterminal run</c> records.</summary>
public sealed class RecorderTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-recorder-");

    private string Store => Path.Combine(_folder.FullName, "frames.db");

    private string Recordings => Path.Combine(_folder.FullName, "recordings");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("ci16")]
    [InlineData("ci8")]
    [InlineData("wav")]
    public async Task A_recording_gives_the_same_frames_at_the_same_samples_and_times_when_it_is_played(string format)
    {
        Frame[] heard = await Run(Configuration(format), "--duration", "20", "--speed", "max");
        string recording = Assert.Single(Directory.GetFiles(Recordings, "*.sigmf-meta"));
        JsonElement[] annotations = [.. JsonDocument.Parse(File.ReadAllBytes(recording)).RootElement.GetProperty("annotations").EnumerateArray()];
        Assert.Equal(heard.Select(f => f.Sample), annotations.Select(a => a.GetProperty("core:sample_start").GetInt64()));
        Assert.All(annotations, a => Assert.InRange(a.GetProperty("core:sample_count").GetInt64(), 250_000 * 8 * 24 / 9600, 250_000 * 8 * 60 / 9600));

        string player = Path.Combine(_folder.FullName, "player.yaml");
        File.WriteAllText(player, $"radio: {{ kind: file, path: {recording} }}\n{EmulatedRadioProgram.Channels}");
        File.Delete(Store);
        Frame[] played = await Run(player, "--speed", "max");
        Assert.True(heard.Length >= 78, $"{heard.Length} frames in 20 s or more");
        Assert.Equal(heard.Select(f => Convert.ToHexString(f.Payload)), played.Select(f => Convert.ToHexString(f.Payload)));
        Assert.All(heard.Zip(played), p => Assert.InRange(Math.Abs(p.First.Sample - p.Second.Sample), 0, 2));
        Assert.All(heard.Zip(played), p => Assert.InRange((p.First.Time!.Value - p.Second.Time!.Value).Duration().TotalMicroseconds, 0, 9));
    }

    [Fact]
    public async Task After_kill_9_the_recording_is_decoded_up_to_its_last_seconds()
    {
        using (Process process = GroundTerminalProgram.Start("run", Configuration("ci16"), "--store", Store, "--speed", "1", "--log-format", "json"))
        {
            for (int frames = 0; frames < 30;)
            {
                string line = await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
                frames += line.StartsWith("{\"event\":\"frame\"", StringComparison.Ordinal) ? 1 : 0;
            }
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        string recording = Assert.Single(Directory.GetFiles(Recordings, "*.sigmf-meta"));
        var (exitCode, output, error) = await GroundTerminalProgram.Run(
            null, "decode", recording, "--modulation", "FSK", "--baud-rate", "9600", "--deviation", "3000", "--framing", "AX.25 G3RUH", "--offset", "30000", "--bandwidth", "24000", "--json");
        Assert.True(exitCode == 0, error);
        int[] numbers = EmulatedRadioProgram.Numbers(output.Split('\n').Where(l => l.Contains("\"payload\"", StringComparison.Ordinal)).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("payload").GetString()!));
        Assert.InRange(numbers.Length, 24, 40);
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Length), numbers);
    }

    [Fact]
    public async Task A_contact_is_recorded_from_before_its_start_to_its_end_and_nothing_else_is()
    {
        string path = Path.Combine(_folder.FullName, "shipped.yaml");
        File.WriteAllText(path, GroundTerminal.Configuration.ConfigurationReader.DefaultText().Replace(":8100", ":0", StringComparison.Ordinal).Replace(":8080", ":0", StringComparison.Ordinal)
            + $"\nrecorder: {{ mode: contacts, directory: {Recordings}, format: ci8 }}\n");
        string report = Path.Combine(_folder.FullName, "report.json");
        Frame[] frames = await Run(path, "--duration", "720", "--speed", "max", "--report", report);
        JsonElement status = JsonDocument.Parse(File.ReadAllText(report)).RootElement;
        Assert.Equal((1, 0), (status.GetProperty("recorder").GetProperty("files").GetInt64(), status.GetProperty("recorder").GetProperty("lostSamples").GetInt64()));

        JsonElement meta = JsonDocument.Parse(File.ReadAllBytes(Assert.Single(Directory.GetFiles(Recordings, "*.sigmf-meta")))).RootElement;
        Assert.Contains("_DEMO-", Assert.Single(Directory.GetFiles(Recordings, "*.sigmf-data")));
        JsonElement contact = Assert.Single(meta.GetProperty("annotations").EnumerateArray(), a => a.GetProperty("core:comment").GetString()!.StartsWith("contact", StringComparison.Ordinal));
        double start = contact.GetProperty("core:sample_start").GetInt64() / 250e3;
        Assert.InRange(start, 4.9, 5.1);
        Assert.Equal(frames.Length, meta.GetProperty("annotations").GetArrayLength() - 1);
    }

    private async Task<Frame[]> Run(string configuration, params string[] options)
    {
        var (exitCode, _, error) = await GroundTerminalProgram.Run(null, ["run", configuration, "--store", Store, "--log-format", "json", "--no-real-time", .. options]);
        Assert.True(exitCode == 0, error);
        using var store = new FrameStore(Store);
        return [.. store.Since(0, 10_000)];
    }

    private string Configuration(string format)
    {
        string path = Path.Combine(_folder.FullName, "station.yaml");
        File.WriteAllText(path, $"{EmulatedRadioProgram.Sky}\n{EmulatedRadioProgram.Channels}\nrecorder: {{ mode: always, directory: {Recordings}, format: {format}, keep-free: 0 }}\n");
        return path;
    }
}
