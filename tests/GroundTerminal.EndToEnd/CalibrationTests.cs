using System.Diagnostics;
using System.Text;
using System.Text.Json;
using GroundTerminal.Configuration;

namespace GroundTerminal.EndToEnd;

/// <summary>An antenna that is bolted on otherwise than the configuration says is calibrated, and the station keeps what was found.</summary>
public sealed class CalibrationTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-calibrate-");
    private Process? _station;
    private string _url = "";

    public void Dispose()
    {
        if (_station is { HasExited: false })
        {
            _station.Kill();
            _station.WaitForExit();
        }
        _station?.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task It_is_refused_while_a_pass_is_followed_taken_once_the_antenna_stands_and_kept_through_a_restart()
    {
        await Start();
        string contact = await NextPass();
        var (code, _, error) = await Order("calibrate", "--true", "100,30");
        Assert.Equal(2, code);
        Assert.Contains("pass is followed", error);
        Assert.Equal(0, (await Order("contacts", "--cancel", contact)).ExitCode);
        Assert.Equal(0, (await Order("stop")).ExitCode);

        // The emulated beam is where the mechanics are; the configuration says that they are 8 and -3 off.
        JsonElement before = await Standing();
        Assert.Equal(-8, Difference(before, "azimuthDegrees", "mechanicalAzimuthDegrees"), 0.02);
        var (azimuth, elevation) = (before.GetProperty("mechanicalAzimuthDegrees").GetRawText(), before.GetProperty("mechanicalElevationDegrees").GetRawText());
        (code, string output, error) = await Order("calibrate", "--true", $"{azimuth},{elevation}");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("offsets -8.00 azimuth, +3.00 elevation beside those of the configuration", output);
        AssertTrue(await Antenna());

        await Stop();
        await Start();
        JsonElement after = await Standing();
        AssertTrue(after);
        Assert.Equal("given by an operator", after.GetProperty("calibration").GetProperty("foundBy").GetString());
        await NextPass();
        Assert.Equal(0, (await Order("stop")).ExitCode);
        await Standing();
        Assert.Equal((0, "offsets of the configuration alone"), await FirstWords("calibrate", "--reset"));
        Assert.Equal(-8, Difference(await Antenna(), "azimuthDegrees", "mechanicalAzimuthDegrees"), 0.02);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "frames.pointing.json")));
    }

    [Fact]
    public async Task A_broken_file_is_told_and_orders_that_cannot_be_are_refused()
    {
        string file = Path.Combine(_folder.FullName, "frames.pointing.json");
        await File.WriteAllTextAsync(file, "{\"azimuthOffsetDegrees\":");
        await Start();
        using var http = new HttpClient();
        string notes = JsonDocument.Parse(await http.GetStringAsync(_url + "api/v1/status")).RootElement.GetProperty("notes").GetRawText();
        Assert.Contains("The stored calibration is ignored", notes);
        Assert.Equal(JsonValueKind.Null, (await Antenna()).GetProperty("calibration").ValueKind);
        foreach (string[] wrong in (string[][])[[], ["--sun", "--reset"], ["--true", "100"], ["--true", "100,x"]])
            Assert.Equal(2, (await Order(["calibrate", .. wrong])).ExitCode);
        foreach (string wrong in (string[])["{}", "{\"azimuthDegrees\":1}", "{\"target\":\"mars\"}", "{\"reset\":false}", "{\"target\":\"sun\",\"reset\":true}"])
            Assert.Equal(400, await Post(wrong));
        foreach (string body in (string[])["sun", "moon"])
            Assert.Contains(await Post($"{{\"target\":\"{body}\"}}"), (int[])[200, 409]); // by the hour, and by where the antenna is

        Assert.Equal(0, (await Order("stow", "wind of 80 km/h", "--no-wait")).ExitCode);
        var (code, _, error) = await Order("point", "100", "30");
        Assert.Equal(2, code);
        Assert.Contains("wind of 80 km/h", error);
        Assert.Equal((0, false), await Stowed("unstow"));
        Assert.Equal((0, false), await Stowed("clear-fault"));
    }

    private async Task<int> Post(string json)
    {
        using var http = new HttpClient();
        using HttpResponseMessage answer = await http.PostAsync(_url + "api/v1/antenna/calibrate", new StringContent(json, Encoding.UTF8, "application/json"));
        return (int)answer.StatusCode;
    }

    private async Task<(int, bool)> Stowed(string order) => await Order(order) is var (code, output, _) ? (code, output.Contains("Stowed", StringComparison.Ordinal)) : default;

    private async Task<(int, string)> FirstWords(params string[] order) => await Order(order) is var (code, output, _) ? (code, output.Split(';')[0]) : default;

    private static double Difference(JsonElement antenna, string a, string b) => Math.IEEERemainder(antenna.GetProperty(a).GetDouble() - antenna.GetProperty(b).GetDouble(), 360);

    private static void AssertTrue(JsonElement antenna)
    {
        Assert.Equal(0, Difference(antenna, "azimuthDegrees", "mechanicalAzimuthDegrees"), 0.02);
        Assert.Equal(0, Difference(antenna, "elevationDegrees", "mechanicalElevationDegrees"), 0.02);
    }

    private async Task Start()
    {
        string text = ConfigurationReader.DefaultText()
            .Replace(":8100", ":0", StringComparison.Ordinal)
            .Replace(":8080", ":0", StringComparison.Ordinal)
            .Replace("  beamwidth: 30", "  beamwidth: 30\n  azimuth-offset: 8\n  elevation-offset: -3", StringComparison.Ordinal);
        string path = Path.Combine(_folder.FullName, "station.yaml");
        await File.WriteAllTextAsync(path, text);
        _station = GroundTerminalProgram.Start("run", path, "--store", Path.Combine(_folder.FullName, "frames.db"), "--log-format", "json");
        _url = (await Next("start")).GetProperty("page").GetString()!;
    }

    private async Task Stop()
    {
        _station!.Kill();
        await _station.WaitForExitAsync().WaitAsync(Limit);
        _station.Dispose();
    }

    private async Task<JsonElement> Antenna()
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(_url + "api/v1/antenna")).RootElement;
    }

    /// <summary>Once the mechanics have been in one place for three seconds.</summary>
    private async Task<JsonElement> Standing()
    {
        var (last, same) = ("", 0);
        for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < Limit;)
        {
            JsonElement antenna = await Antenna();
            string place = antenna.GetProperty("mechanicalAzimuthDegrees").GetRawText() + antenna.GetProperty("mechanicalElevationDegrees").GetRawText();
            same = place == last && !place.Contains("null", StringComparison.Ordinal) ? same + 1 : 0;
            last = place;
            if (same == 6)
                return antenna;
            await Task.Delay(500);
        }
        throw new TimeoutException("the antenna does not stand");
    }

    private Task<(int ExitCode, string Output, string Error)> Order(params string[] arguments) => GroundTerminalProgram.Run(null, [.. arguments, "--station", _url]);

    private async Task<string> NextPass()
    {
        while (true)
        {
            JsonElement contact = (await Next("contact")).GetProperty("contact");
            if (contact.GetProperty("state").GetString() == "Pass")
                return contact.GetProperty("id").GetRawText();
        }
    }

    private async Task<JsonElement> Next(string kind)
    {
        while (true)
        {
            string line = await _station!.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? throw new InvalidOperationException(await _station.StandardError.ReadToEndAsync());
            JsonElement read = JsonDocument.Parse(line).RootElement;
            if (read.GetProperty("event").GetString() == kind)
                return read;
        }
    }
}
