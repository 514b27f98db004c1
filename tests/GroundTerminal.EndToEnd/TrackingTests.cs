using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace GroundTerminal.EndToEnd;

/// <summary>The shipped configuration flies: a pass, the antenna on it, its frames, and what operators order meanwhile.</summary>
public sealed class TrackingTests : IAsyncLifetime
{
    private StationProgram _station = null!;

    public async Task InitializeAsync() => _station = await StationProgram.Start();

    public async Task DisposeAsync()
    {
        if (_station is not null)
            await _station.DisposeAsync();
    }

    [Fact]
    public async Task A_pass_begins_within_ten_seconds_the_antenna_is_on_it_and_frames_come()
    {
        long started = Stopwatch.GetTimestamp();
        JsonElement pass = await _station.NextContact("Pass");
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
        JsonElement frame = (await _station.Next("frame")).GetProperty("frame");
        Assert.Equal(pass.GetProperty("satellite").GetString(), frame.GetProperty("satellite").GetString());
        Assert.True(frame.TryGetProperty("dopplerHz", out JsonElement doppler) && Math.Abs(doppler.GetDouble()) is > 100 and < 12_000);
        JsonElement antenna = await _station.Get("api/v1/antenna");
        Assert.Equal("Following", antenna.GetProperty("mode").GetString());
        Assert.InRange(antenna.GetProperty("beamErrorDegrees").GetDouble(), 0, 3);
    }

    [Fact]
    public async Task Orders_are_taken_or_refused_with_the_reason()
    {
        JsonElement pass = await _station.NextContact("Pass");
        string satellite = pass.GetProperty("satellite").GetString()!, id = pass.GetProperty("id").GetRawText();

        var (code, output, error) = await _station.Order("contacts", "--json");
        Assert.Equal((0, ""), (code, error));
        JsonElement[] contacts = [.. output.TrimEnd().Split('\n').Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(("Pass", satellite), (contacts[0].GetProperty("state").GetString(), contacts[0].GetProperty("satellite").GetString()));
        Assert.True(contacts.Length > 4);

        (code, _, error) = await _station.Order("point", "200", "30");
        Assert.Equal(2, code);
        Assert.Contains("pass is followed", error);
        (code, output, _) = await _station.Order("contacts", "--cancel", id);
        Assert.Equal(0, code);
        Assert.Contains("cancelled by an operator", output);
        (code, output, error) = await _station.Order("point", "200", "30", "--no-wait");
        Assert.Equal((0, ""), (code, error));
        (code, output, error) = await _station.Order("stop");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("Stopped", output);
        (code, _, error) = await _station.Order("track", "NOSUCH");
        Assert.Equal(2, code);
        Assert.Contains("'NOSUCH' is not among the satellites", error);
        (code, output, _) = await _station.Order("track", contacts[1].GetProperty("satellite").GetString()!);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task Orbits_that_are_sent_are_used_and_damaged_ones_are_refused_with_line_and_column()
    {
        // The ISS of Vallado's verification set has aged: taken, but expired.
        const string Old = "1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927\n2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537\n";
        using var http = new HttpClient();
        using HttpResponseMessage taken = await http.PostAsync(_station.Url + "api/v1/orbits", new StringContent(Old, Encoding.UTF8, "text/plain"));
        JsonElement result = JsonDocument.Parse(await taken.Content.ReadAsStringAsync()).RootElement[0];
        Assert.Equal((25544, false), (result.GetProperty("catalogNumber").GetInt32(), result.GetProperty("isUsed").GetBoolean()));
        Assert.Contains("the limit is 30 days", result.GetProperty("reason").GetString());

        using HttpResponseMessage refused = await http.PostAsync(_station.Url + "api/v1/orbits", new StringContent(Old.Replace("2927", "2926", StringComparison.Ordinal), Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("Line 1, column 69", await refused.Content.ReadAsStringAsync());

        JsonElement report = await _station.Get("api/v1/orbits");
        Assert.Equal(["DEMO-1", "DEMO-2", "DEMO-3", "DEMO-4"], report.GetProperty("satellites").EnumerateArray().Select(s => s.GetProperty("satellite").GetString()));
        Assert.All(report.GetProperty("satellites").EnumerateArray(), s => Assert.InRange(s.GetProperty("ageDays").GetDouble(), 0, 2));
    }

    [Fact]
    public async Task A_page_from_elsewhere_cannot_give_orders()
    {
        using var http = new HttpClient();
        using var order = new HttpRequestMessage(HttpMethod.Post, _station.Url + "api/v1/antenna/stop");
        order.Headers.Add("Origin", "http://elsewhere.example");
        using HttpResponseMessage answer = await http.SendAsync(order);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Where_no_station_runs_an_order_says_so_and_what_to_do()
    {
        var (code, _, error) = await GroundTerminalProgram.Run(null, "stop", "--station", "http://127.0.0.1:9");
        Assert.Equal(2, code);
        Assert.Contains("no station answers at http://127.0.0.1:9", error);
        Assert.Contains("groundterminal run", error);
    }
}
