using System.Globalization;
using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary><c>passes</c>, <c>look</c> and <c>propagate</c> of the published program, against python3-sgp4 (tests/vectors/orbit).</summary>
public sealed class OrbitCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gt-orbit-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [SkippableFact]
    public async Task Passes_are_json_lines_with_the_times_of_another_implementation()
    {
        var search = Vectors("passes.json").First(p => p.GetProperty("passes").GetArrayLength() > 3);
        var epoch = Epoch(search.GetProperty("tle")[0].GetString()!);
        var (code, output, _) = await GroundTerminalProgram.Run(
            null,
            "passes", "--orbit", File(search.GetProperty("tle")), "--site", Site(search.GetProperty("site")), "--from", epoch.ToString("O"), "--hours", "24",
            "--min-elevation", search.GetProperty("least").GetRawText(), "--json");
        Assert.Equal(0, code);
        var passes = Lines(output).Where(p => Time(p, "set") < epoch.AddHours(24)).ToArray();
        var expected = search.GetProperty("passes");
        Assert.Equal(expected.GetArrayLength(), passes.Length);
        for (var i = 0; i < passes.Length; i++)
        {
            Assert.Equal(expected[i][0].GetDouble(), (Time(passes[i], "rise") - epoch).TotalSeconds, 0.01);
            Assert.Equal(expected[i][2].GetDouble(), (Time(passes[i], "set") - epoch).TotalSeconds, 0.01);
            Assert.Equal(expected[i][3].GetDouble(), passes[i].GetProperty("maxElevationDegrees").GetDouble(), 1e-4);
        }
    }

    [SkippableFact]
    public async Task Look_says_direction_range_and_doppler_shift()
    {
        var one = Vectors("looks.json").First();
        var time = Epoch(one[0].GetString()!).AddSeconds(one[5].GetDouble());
        var (code, output, _) = await GroundTerminalProgram.Run(
            null, "look", "--orbit", File(one), "--site", $"{one[2]},{one[3]},{one[4].GetDouble() * 1000}", "--time", time.ToString("O"), "--frequency", "437.5e6", "--json");
        Assert.Equal(0, code);
        var look = Assert.Single(Lines(output));
        Assert.Equal(one[6].GetDouble(), look.GetProperty("azimuthDegrees").GetDouble(), 1e-4);
        Assert.Equal(one[7].GetDouble(), look.GetProperty("elevationDegrees").GetDouble(), 1e-4);
        Assert.Equal(one[8].GetDouble(), look.GetProperty("rangeKm").GetDouble(), 1e-3);
        Assert.Equal(one[9].GetDouble(), look.GetProperty("rangeRateKmPerS").GetDouble(), 1e-6);
        Assert.Equal(-437.5e6 * one[9].GetDouble() / 299792.458, look.GetProperty("dopplerHz").GetDouble(), 0.1);
    }

    // AIAA 2006-6753, satellite 5 of its verification cases.
    [SkippableFact]
    public async Task Propagate_gives_the_published_states()
    {
        var file = Path.Combine(_directory, "five.tle");
        await System.IO.File.WriteAllTextAsync(file, "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n");
        var (code, output, _) = await GroundTerminalProgram.Run(null, "propagate", "--orbit", file, "--minutes", "0,360", "--json");
        Assert.Equal(0, code);
        var states = Lines(output);
        Assert.Equal([0.0, 360.0], states.Select(s => s.GetProperty("minutes").GetDouble()));
        double[][] expected = [[7022.46529266, -1400.08296755, 0.03995155, 1.893841015, 6.405893759, 4.534807250], [-7154.03120202, -3783.17682504, -3536.19412294, 4.741887409, -4.151817765, -2.093935425]];
        for (var i = 0; i < 2; i++)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                Assert.Equal(expected[i][axis], states[i].GetProperty("positionKm")[axis].GetDouble(), 1e-6);
                Assert.Equal(expected[i][axis + 3], states[i].GetProperty("velocityKmPerS")[axis].GetDouble(), 1e-9);
            }
        }
    }

    // As CelesTrak serves it (../shared/testdata/orbit/sample_omm.*): CSV and XML are the same set, JSON is a later one of the same object.
    [SkippableFact]
    public async Task Every_form_of_orbit_data_is_read()
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "testdata", "orbit");
        Skip.IfNot(Directory.Exists(folder), "../shared/testdata is not on this machine");
        var states = new List<string>();
        foreach (var form in new[] { "json", "csv", "xml" })
        {
            var (code, output, error) = await GroundTerminalProgram.Run(await System.IO.File.ReadAllBytesAsync(Path.Combine(folder, "sample_omm." + form)), "propagate", "--orbit", "-", "--satellite", "5", "--minutes", "60", "--json");
            Assert.True(code == 0, error);
            states.Add(output);
        }
        Assert.Equal(states[1], states[2]);
        Assert.Contains("\"epoch\":\"2025-02-14T14:36:48.663Z\"", states[0], StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("--site: '95,0'; expected latitude", "look", "--site", "95,0")]
    [InlineData("--satellite NOSUCH: not in", "look", "--site", "48,11,500", "--satellite", "NOSUCH")]
    [InlineData("--time: 'soon'; expected a time in UTC", "look", "--site", "48,11,500", "--time", "soon")]
    [InlineData("Option '--site' is required.", "passes")]
    public async Task What_is_wrong_is_said(string message, params string[] arguments)
    {
        var (code, output, error) = await GroundTerminalProgram.Run(null, [arguments[0], "--orbit", File(Vectors("looks.json").First()), .. arguments[1..]]);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_wrong_line_is_named()
    {
        var file = Path.Combine(_directory, "wrong.tle");
        await System.IO.File.WriteAllTextAsync(file, "ISS\n1 25544U 98067A   18207.57531344  .00001549  00000-0  30766-4 0  9994\n2 25544  51.6395 182.3890 0004258   3.1656 107.7911 15.54015933124641\n");
        var (code, _, error) = await GroundTerminalProgram.Run(null, "propagate", "--orbit", file);
        Assert.Equal(2, code);
        Assert.Contains("Line 2, column 69", error, StringComparison.Ordinal);
    }

    private string File(JsonElement lines)
    {
        var path = Path.Combine(_directory, "orbit.tle");
        System.IO.File.WriteAllText(path, $"{lines[0].GetString()}\n{lines[1].GetString()}\n");
        return path;
    }

    private static string Site(JsonElement place) => string.Create(CultureInfo.InvariantCulture, $"{place[0]},{place[1]},{place[2].GetDouble() * 1000}");

    private static DateTimeOffset Epoch(string line1) =>
        new DateTimeOffset(2000 + int.Parse(line1.AsSpan(18, 2), CultureInfo.InvariantCulture), 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(double.Parse(line1.AsSpan(20, 12), CultureInfo.InvariantCulture) - 1);

    private static DateTimeOffset Time(JsonElement pass, string key) => pass.GetProperty(key).GetDateTimeOffset();

    private static JsonElement[] Lines(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static JsonElement.ArrayEnumerator Vectors(string name) => JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "tests/vectors/orbit", name))).RootElement.EnumerateArray();
}
