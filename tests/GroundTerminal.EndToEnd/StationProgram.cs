using System.Diagnostics;
using System.Text.Json;
using GroundTerminal.Configuration;

namespace GroundTerminal.EndToEnd;

/// <summary><c>groundterminal run</c> of the published program with the configuration that ships, some of it changed, on ports that the system chooses.</summary>
internal sealed class StationProgram : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private StationProgram(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Where its HTTP interface is, with a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <param name="change">Changes the text of the configuration.</param>
    /// <param name="variable">A variable of its environment.</param>
    public static async Task<StationProgram> Start(Func<string, string>? change = null, (string Name, string Value)? variable = null)
    {
        var folder = Directory.CreateTempSubdirectory("gt-station-");
        string path = Path.Combine(folder.FullName, "station.yaml");
        string text = ConfigurationReader.DefaultText().Replace(":8100", ":0", StringComparison.Ordinal).Replace(":8080", ":0", StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, change?.Invoke(text) ?? text);
        var station = new StationProgram(folder, GroundTerminalProgram.Start(variable, ["run", path, "--store", Path.Combine(folder.FullName, "frames.db"), "--log-format", "json"]));
        station.Url = (await station.Next("start")).GetProperty("page").GetString()!;
        return station;
    }

    /// <summary>The next line of a kind.</summary>
    public async Task<JsonElement> Next(string kind)
    {
        while (true)
        {
            string line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync());
            JsonElement read = JsonDocument.Parse(line).RootElement;
            if (read.GetProperty("event").GetString() == kind)
                return read;
        }
    }

    /// <summary>The next contact that comes into a state.</summary>
    public async Task<JsonElement> NextContact(string state)
    {
        while (true)
        {
            JsonElement contact = (await Next("contact")).GetProperty("contact");
            if (contact.GetProperty("state").GetString() == state)
                return contact;
        }
    }

    /// <summary>A command to it.</summary>
    public Task<(int ExitCode, string Output, string Error)> Order(params string[] arguments) => GroundTerminalProgram.Run(null, [.. arguments, "--station", Url]);

    /// <summary>What a path of its interface gives.</summary>
    public async Task<JsonElement> Get(string path)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(Url + path)).RootElement;
    }

    /// <summary>Asks for the antenna until it is as wanted.</summary>
    public async Task<JsonElement> AntennaWhen(Func<JsonElement, bool> isThere)
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            JsonElement antenna = await Get("api/v1/antenna");
            if (isThere(antenna))
                return antenna;
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, antenna.GetRawText());
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync().WaitAsync(Limit);
        }
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
