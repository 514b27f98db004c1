using System.IO.Compression;
using System.Net;
using System.Text;
using GroundTerminal.Devices.OrbitSources;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.OrbitSources;

/// <summary>The source against a real HTTP server on the loopback interface.</summary>
public sealed class HttpOrbitSourceTests : IDisposable
{
    private const string Modified = "Fri, 20 Nov 2026 10:00:00 GMT";
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private readonly ManualTime _time = new(Start);
    private readonly HttpClient _client = HttpOrbitSource.CreateClient();
    private readonly TestServer _server = new();

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Only_what_is_new_is_sent_and_not_before_its_time()
    {
        _server.Answer = context => Send(context, "text one", gzip: true);
        var source = Source();
        var first = await source.ReadAsync(OrbitSourceMemory.Empty, default);
        Assert.Equal("text one", Assert.Single(first.Texts!).Text);
        Assert.Equal(("\"v1\"", Modified, Start.AddHours(2), 0), (first.Memory!.ETag, first.Memory.LastModified, first.Memory.NotBefore, first.Memory.Failures));
        Assert.Contains("gzip", _server.Last["Accept-Encoding"], StringComparison.Ordinal);
        Assert.StartsWith("GroundTerminal", _server.Last["User-Agent"], StringComparison.Ordinal);

        // A restart of the program is no reason to ask sooner.
        _time.Pass(TimeSpan.FromMinutes(119));
        var early = await Source().ReadAsync(first.Memory, default);
        Assert.Equal((null, null, 1), (early.Texts, early.Memory, _server.Requests));

        _server.Answer = context => context.Response.StatusCode = 304;
        _time.Pass(TimeSpan.FromMinutes(1));
        var second = await source.ReadAsync(first.Memory, default);
        Assert.Equal(("\"v1\"", Modified), (_server.Last["If-None-Match"], _server.Last["If-Modified-Since"]));
        Assert.Null(second.Texts);
        Assert.Equal("", second.Problem);
        Assert.Equal(first.Memory with { NotBefore = Start.AddHours(4) }, second.Memory);
    }

    [Theory]
    [InlineData(403, null, 2)]
    [InlineData(503, "10800", 3)]
    [InlineData(429, "60", 2)]
    [InlineData(503, "Sat, 21 Nov 2026 05:00:00 GMT", 5)]
    [InlineData(503, "Mon, 21 Nov 2033 05:00:00 GMT", 168)]
    public async Task A_refusal_is_an_alarm_and_leaves_the_server_alone(int status, string? retryAfter, double hours)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null)
                context.Response.AddHeader("Retry-After", retryAfter);
        };
        var source = Source();
        var reading = await source.ReadAsync(OrbitSourceMemory.Empty, default);
        Assert.StartsWith($"the server answers {status}", reading.Problem, StringComparison.Ordinal);
        Assert.False(reading.IsUnreachable);
        Assert.Equal(Start.AddHours(hours), reading.Memory!.NotBefore);
        // The problem stands until the next answer.
        Assert.Equal(reading.Problem, (await source.ReadAsync(reading.Memory, default)).Problem);
        Assert.Equal(1, _server.Requests);
    }

    [Fact]
    public async Task A_server_out_of_reach_is_asked_more_and_more_seldom()
    {
        var source = Source(new Uri("http://127.0.0.1:9/"));
        var (memory, waits) = (OrbitSourceMemory.Empty, new List<double>());
        for (var i = 0; i < 10; i++)
        {
            var reading = await source.ReadAsync(memory, default);
            Assert.True(reading.IsUnreachable);
            Assert.NotEqual("", reading.Problem);
            memory = reading.Memory!;
            waits.Add((memory.NotBefore - _time.Now).TotalMinutes);
            _time.Now = memory.NotBefore;
        }
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 120, 120, 120], waits);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_or_too_slow_is_given_up()
    {
        _server.Answer = context => Send(context, new string('x', 100_001), gzip: true);
        var reading = await Source().ReadAsync(OrbitSourceMemory.Empty, default);
        Assert.Equal("an answer of more than 100000 bytes", reading.Problem);
        Assert.Equal((null, ""), (reading.Texts, reading.Memory!.ETag));
        using var hold = new ManualResetEventSlim();
        _server.Answer = _ => hold.Wait(TimeSpan.FromSeconds(30));
        reading = await Source(seconds: 1).ReadAsync(OrbitSourceMemory.Empty, default);
        hold.Set();
        Assert.Equal(("no whole answer within 1 s", true), (reading.Problem, reading.IsUnreachable));
    }

    [Fact]
    public async Task A_wait_written_under_a_wrong_clock_does_not_last_for_years()
    {
        _server.Answer = context => Send(context, "text", gzip: false);
        var reading = await Source().ReadAsync(new OrbitSourceMemory { NotBefore = Start.AddYears(10) }, default);
        Assert.Single(reading.Texts!);
    }

    [Fact]
    public async Task Who_stops_the_program_need_not_wait()
    {
        using var stop = new CancellationTokenSource();
        _server.Answer = _ => stop.Cancel();
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Source().ReadAsync(OrbitSourceMemory.Empty, stop.Token));
    }

    private static void Send(HttpListenerContext context, string text, bool gzip)
    {
        context.Response.AddHeader("ETag", "\"v1\"");
        context.Response.AddHeader("Last-Modified", Modified);
        if (gzip)
            context.Response.AddHeader("Content-Encoding", "gzip");
        using var body = gzip ? new GZipStream(context.Response.OutputStream, CompressionLevel.Fastest) : context.Response.OutputStream;
        body.Write(Encoding.UTF8.GetBytes(text));
    }

    private HttpOrbitSource Source(Uri? url = null, int seconds = 60) => new(new HttpOrbitSourceOptions { Url = url ?? _server.Url, Timeout = TimeSpan.FromSeconds(seconds), MostBytes = 100_000 }, _client, _time);

    private sealed class TestServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public TestServer()
        {
            for (var port = 42_100; ; port++)
            {
                try
                {
                    Url = new Uri($"http://127.0.0.1:{port}/gp.php/");
                    _listener.Prefixes.Clear();
                    _listener.Prefixes.Add(Url.ToString());
                    _listener.Start();
                    break;
                }
                catch (HttpListenerException) when (port < 42_200)
                {
                    _listener = new HttpListener();
                }
            }
            _ = Serve();
        }

        public Uri Url { get; }

        public Action<HttpListenerContext> Answer { get; set; } = _ => { };

        public int Requests { get; private set; }

        public Dictionary<string, string> Last { get; private set; } = [];

        public void Dispose() => _listener.Close();

        private async Task Serve()
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    Requests++;
                    Last = context.Request.Headers.AllKeys.ToDictionary(k => k!, k => context.Request.Headers[k]!);
                    await Task.Run(() => Answer(context));
                    context.Response.Close();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
                {
                }
            }
        }
    }
}
