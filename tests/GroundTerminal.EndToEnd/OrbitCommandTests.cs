using System.Globalization;
using System.Text;
using System.Text.Json;
using GroundTerminal.Benchmarks;

namespace GroundTerminal.EndToEnd;

/// <summary><c>passes</c>, <c>look</c>, <c>propagate</c>, <c>sun</c> and <c>orbits</c> of the published program, against python3-sgp4 (tests/vectors/orbit).</summary>
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

    [SkippableFact]
    public async Task Look_says_shifts_of_the_uplink_and_of_both_ways()
    {
        var one = Vectors("looks.json").First();
        var time = Epoch(one[0].GetString()!).AddSeconds(one[5].GetDouble());
        string[] arguments = ["look", "--orbit", File(one), "--site", $"{one[2]},{one[3]},{one[4].GetDouble() * 1000}", "--time", time.ToString("O"), "--uplink-frequency", "2.0732e9", "--turn-around", "240/221", "--json"];
        var (code, output, _) = await GroundTerminalProgram.Run(null, arguments);
        Assert.Equal(0, code);
        var look = Assert.Single(Lines(output));
        var beta = one[9].GetDouble() / 299792.458;
        Assert.Equal(-2.0732e9 * beta, look.GetProperty("uplinkDopplerHz").GetDouble(), 0.2);
        Assert.Equal(2.0732e9 * Math.Sqrt((1 + beta) / (1 - beta)), look.GetProperty("uplinkToSendHz").GetDouble(), 0.2);
        Assert.Equal(2.0732e9 * 240 / 221 * (((1 - beta) / (1 + beta)) - 1), look.GetProperty("twoWayDopplerHz").GetDouble(), 0.4);

        // Refraction lifts, and light that was under way has the satellite where it was.
        var (_, refracted, _) = await GroundTerminalProgram.Run(null, [.. arguments, "--refraction", "--light-time"]);
        var seen = Assert.Single(Lines(refracted));
        Assert.True(seen.GetProperty("elevationDegrees").GetDouble() > look.GetProperty("elevationDegrees").GetDouble());
        Assert.InRange(Math.Abs(seen.GetProperty("rangeKm").GetDouble() - look.GetProperty("rangeKm").GetDouble()), 1e-5, 1);
    }

    /// <summary>The states of python3-sgp4's satellite, sampled by propagate, as an ephemeris.</summary>
    [SkippableFact]
    public async Task An_ephemeris_gives_the_looks_that_its_satellite_has()
    {
        var one = Vectors("looks.json").First();
        var time = Epoch(one[0].GetString()!).AddSeconds(one[5].GetDouble());
        var minutes = string.Join(',', Enumerable.Range(-5, 11).Select(i => Math.Floor(one[5].GetDouble() / 60) + i));
        var (_, states, _) = await GroundTerminalProgram.Run(null, "propagate", "--orbit", File(one), "--minutes", minutes, "--json");
        var oem = new StringBuilder("CCSDS_OEM_VERS = 2.0\nCREATION_DATE = 2026-11-21T00:00:00\nORIGINATOR = TEST\nMETA_START\nOBJECT_NAME = PROBE\nOBJECT_ID = 2026-001A\nCENTER_NAME = EARTH\nREF_FRAME = TEME\nTIME_SYSTEM = UTC\nMETA_STOP\n");
        foreach (var state in Lines(states))
        {
            var at = Epoch(one[0].GetString()!).AddMinutes(state.GetProperty("minutes").GetDouble());
            var numbers = state.GetProperty("positionKm").EnumerateArray().Concat(state.GetProperty("velocityKmPerS").EnumerateArray());
            oem.AppendLine(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff} {string.Join(' ', numbers.Select(n => n.GetRawText()))}");
        }
        var file = Path.Combine(_directory, "probe.oem");
        await System.IO.File.WriteAllTextAsync(file, oem.ToString());
        string[] where = ["--site", $"{one[2]},{one[3]},{one[4].GetDouble() * 1000}", "--json"];
        var (code, output, _) = await GroundTerminalProgram.Run(null, ["look", "--orbit", file, "--time", time.ToString("O"), .. where]);
        Assert.Equal(0, code);
        var look = Assert.Single(Lines(output));
        Assert.Equal(JsonValueKind.Null, look.GetProperty("catalogNumber").ValueKind);
        Assert.Equal(one[6].GetDouble(), look.GetProperty("azimuthDegrees").GetDouble(), 1e-3);
        Assert.Equal(one[7].GetDouble(), look.GetProperty("elevationDegrees").GetDouble(), 1e-3);
        var (late, _, error) = await GroundTerminalProgram.Run(null, ["look", "--orbit", file, "--time", time.AddDays(1).ToString("O"), .. where]);
        Assert.Equal(1, late);
        Assert.Contains("PROBE: no position at", error, StringComparison.Ordinal);
        Assert.Contains("the ephemeris has no state there; it covers", error, StringComparison.Ordinal);
        (code, _, error) = await GroundTerminalProgram.Run(null, "propagate", "--orbit", file);
        Assert.Equal(2, code);
        Assert.Contains("an ephemeris (OEM); expected mean elements", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_mask_hides_and_the_Sun_is_told()
    {
        var search = Vectors("passes.json").First(p => p.GetProperty("passes").GetArrayLength() > 3);
        string[] arguments = ["passes", "--orbit", File(search.GetProperty("tle")), "--site", Site(search.GetProperty("site")), "--from", Epoch(search.GetProperty("tle")[0].GetString()!).ToString("O"), "--json"];
        var free = Lines((await GroundTerminalProgram.Run(null, arguments)).Output);
        Assert.All(free, p => Assert.InRange(p.GetProperty("sunSeparationDegrees").GetDouble(), 0, 180));
        var mask = Path.Combine(_directory, "mask.txt");
        await System.IO.File.WriteAllTextAsync(mask, "# all round\n0 25\n180 25\n");
        var hidden = Lines((await GroundTerminalProgram.Run(null, [.. arguments, "--horizon-mask", mask])).Output);
        Assert.Equal(free.Count(p => p.GetProperty("maxElevationDegrees").GetDouble() > 25), hidden.Length);
        await System.IO.File.WriteAllTextAsync(mask, "0 25\n180 steep\n");
        var (code, _, error) = await GroundTerminalProgram.Run(null, [.. arguments, "--horizon-mask", mask]);
        Assert.Equal(2, code);
        Assert.Contains($"--horizon-mask {mask}: Line 2: '180 steep'", error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Sun_and_Moon_are_where_PyEphem_has_them()
    {
        foreach (var one in Vectors("sun-moon.json").Take(3))
        {
            var (code, output, _) = await GroundTerminalProgram.Run(null, "sun", "--site", $"{one[1]},{one[2]},0", "--time", one[0].GetString()!, "--json");
            Assert.Equal(0, code);
            var bodies = Lines(output);
            Assert.Equal(["Sun", "Moon"], bodies.Select(b => b.GetProperty("body").GetString()));
            Assert.Equal(one[4].GetDouble(), bodies[0].GetProperty("elevationDegrees").GetDouble(), 0.02);
            Assert.Equal(0, Math.IEEERemainder(one[3].GetDouble() - bodies[0].GetProperty("azimuthDegrees").GetDouble(), 360) * Math.Cos(one[4].GetDouble() * Math.PI / 180), 0.02);
            Assert.Equal(one[6].GetDouble(), bodies[1].GetProperty("elevationDegrees").GetDouble(), 0.4);
        }
    }

    [SkippableFact]
    public async Task Orbits_says_source_age_error_and_state()
    {
        var file = Path.Combine(_directory, "five.tle");
        await System.IO.File.WriteAllTextAsync(file, "1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753\n2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667\n");
        var wrong = Path.Combine(_directory, "wrong.tle");
        await System.IO.File.WriteAllTextAsync(wrong, "1 00005U 58002B   00179");
        string[] arguments = ["orbits", "--orbit", wrong, "--orbit", file, "--json", "--time"];
        var (code, output, error) = await GroundTerminalProgram.Run(null, [.. arguments, "2000-07-08T00:00:00Z"]);
        Assert.Equal(0, code);
        Assert.Contains($"file {wrong}: Line 1", error, StringComparison.Ordinal);
        var line = Assert.Single(Lines(output));
        Assert.Equal((5, "stale", $"file {file}"), (line.GetProperty("catalogNumber").GetInt32(), line.GetProperty("state").GetString(), line.GetProperty("source").GetString()));
        // 27 June 18:50:19.7 to 8 July: 10.2150 days; 1 km and 1.5 km a day, and 0.05 km for drag.
        Assert.Equal(10.2150, line.GetProperty("ageDays").GetDouble(), 1e-4);
        Assert.Equal(16.6, line.GetProperty("expectedErrorKm").GetDouble(), 0.3);
        Assert.Equal(Math.Atan(line.GetProperty("expectedErrorKm").GetDouble() / 1000) * 180 / Math.PI, line.GetProperty("expectedErrorDegreesAt1000Km").GetDouble(), 1e-3);
        (_, output, _) = await GroundTerminalProgram.Run(null, [.. arguments, "2000-08-08T00:00:00Z"]);
        Assert.Equal("expired", Assert.Single(Lines(output)).GetProperty("state").GetString());
        Assert.Equal(2, (await GroundTerminalProgram.Run(null, "orbits", "--orbit", wrong)).ExitCode);
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
