using System.Net;
using System.Text.Json;
using GroundTerminal.Configuration;
using GroundTerminal.Live;

namespace GroundTerminal.Tests.Http;

public sealed class StatusServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-http-");
    private readonly HttpClient _client = new() { Timeout = Limit };
    private LiveStation _station = null!;

    public async Task InitializeAsync()
    {
        StationConfiguration configuration = ConfigurationReader.Load(null).Configuration with { KissServer = null, Http = new IPEndPoint(IPAddress.Loopback, 0) };
        var options = new RunOptions { Speed = 4, StorePath = Path.Combine(_folder.FullName, "frames.db"), RealTime = false };
        _station = await LiveStation.StartAsync(configuration, options, TimeProvider.System);
        _client.BaseAddress = _station.Page;
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _station.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/status.css", "text/css")]
    [InlineData("/status.js", "text/javascript")]
    [InlineData("/favicon.svg", "image/svg+xml")]
    public async Task The_page_comes_from_inside_the_program_and_names_nothing_outside(string path, string type)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("https://", text);
        Assert.DoesNotContain("http://", text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_says_how_the_stream_and_each_channel_are()
    {
        using JsonDocument status = await Get("/api/v1/status");
        Assert.Equal(250_000, status.RootElement.GetProperty("radio").GetProperty("sampleRateHz").GetDouble());
        Assert.Equal(0, status.RootElement.GetProperty("stream").GetProperty("gaps").GetInt64());
        Assert.Equal(4, status.RootElement.GetProperty("channels").GetArrayLength());
    }

    [Fact]
    public async Task The_spectrum_shows_the_transmitters_above_the_noise()
    {
        double[] power = [];
        while (power.Length == 0)
        {
            using JsonDocument spectrum = await Get("/api/v1/spectrum");
            power = [.. spectrum.RootElement.GetProperty("powerDb").EnumerateArray().Select(p => p.GetDouble())];
        }
        Assert.Equal(SpectrumReader.Bins, power.Length);
        Assert.True(power.Max() > power.Order().ElementAt(power.Length / 4) + 10);
    }

    [Fact]
    public async Task Frames_are_streamed_as_they_come_and_listed_since_an_id()
    {
        using var limit = new CancellationTokenSource(Limit);
        using Stream stream = await _client.GetStreamAsync("/api/v1/frames/stream?since=0", limit.Token);
        using var reader = new StreamReader(stream);
        var events = new List<JsonElement>();
        while (events.Count < 5)
        {
            if (await reader.ReadLineAsync(limit.Token) is { } line && line.StartsWith("data: ", StringComparison.Ordinal))
                events.Add(JsonDocument.Parse(line[6..]).RootElement);
        }
        Assert.Equal([1L, 2, 3, 4, 5], events.Select(e => e.GetProperty("id").GetInt64()));
        Assert.Matches("^[0-9a-f]+$", events[0].GetProperty("payload").GetString());
        Assert.Equal("GT1GND", events[0].GetProperty("ax25").GetProperty("destination").GetString());

        using JsonDocument since = await Get("/api/v1/frames?since=3&limit=1");
        Assert.Equal([4L], since.RootElement.EnumerateArray().Select(e => e.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData("/api/v1/frames?since=-1")]
    [InlineData("/api/v1/frames?limit=x")]
    [InlineData("/api/v1/frames/stream?since=1.5")]
    public async Task A_number_that_is_none_is_refused(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/status") { Headers = { Host = "evil.example" } };
        using HttpResponseMessage response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<JsonDocument> Get(string path) => JsonDocument.Parse(await _client.GetStringAsync(path));
}
