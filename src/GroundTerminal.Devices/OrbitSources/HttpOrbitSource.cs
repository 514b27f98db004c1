using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GroundTerminal.Station;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Devices.OrbitSources;

/// <summary>A URL with orbit data, asked seldom and only for what is new.</summary>
/// <remarks>
/// RFC 9110: conditional requests (§13, ETag and Last-Modified), Retry-After (§10.2.3), gzip and deflate (§8.4). Between requests lies <see cref="HttpOrbitSourceOptions.Interval"/>, through restarts too; CelesTrak,
/// "Usage Policy" (2 hours; 403 and 404 are no reason to ask again at once). An HTTP error counts as long as the interval; a server that cannot be reached is tried again after a minute, then more and more seldom.
/// </remarks>
public sealed class HttpOrbitSource : IOrbitSource
{
    /// <summary>A time further ahead was written under a wrong clock.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);
    private readonly HttpOrbitSourceOptions _options;
    private readonly HttpClient _client;
    private readonly TimeProvider _time;
    private string _problem = "";
    private bool _isUnreachable;

    /// <param name="client">Made by <see cref="CreateClient"/>, or a test's; not disposed of here.</param>
    public HttpOrbitSource(HttpOrbitSourceOptions options, HttpClient client, TimeProvider time) => (_options, _client, _time) = (options, client, time);

    /// <inheritdoc/>
    public string Name => _options.Url.ToString();

    /// <inheritdoc/>
    public int Priority => _options.Priority;

    /// <inheritdoc/>
    public TimeSpan? Limit => _options.Limit;

    /// <summary>A client that any number of sources may share.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("GroundTerminal", "1") } },
    };

    /// <inheritdoc/>
    public async Task<OrbitSourceReading> ReadAsync(OrbitSourceMemory memory, CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        if (now < memory.NotBefore && memory.NotBefore - now <= LongestWait)
            return new OrbitSourceReading { Problem = _problem, IsUnreachable = _isUnreachable };
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(_options.Timeout);
        OrbitSourceReading reading;
        try
        {
            reading = await AskAsync(memory, now, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            reading = Failure($"no whole answer within {_options.Timeout.TotalSeconds:0} s", memory, now);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            reading = Failure(e.InnerException is { } inner ? $"{e.Message} ({inner.Message})" : e.Message, memory, now);
        }
        (_problem, _isUnreachable) = (reading.Problem, reading.IsUnreachable);
        return reading;
    }

    private async Task<OrbitSourceReading> AskAsync(OrbitSourceMemory memory, DateTimeOffset now, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _options.Url);
        if (memory.ETag.Length > 0)
            request.Headers.TryAddWithoutValidation("If-None-Match", memory.ETag);
        if (memory.LastModified.Length > 0)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", memory.LastModified);
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        var next = memory with { Failures = 0, NotBefore = now + _options.Interval };
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new OrbitSourceReading { Memory = next };
        if (!response.IsSuccessStatusCode)
            return Refusal(response, memory, now);
        if (await TextAsync(response.Content, cancellation).ConfigureAwait(false) is not { } text)
            return new OrbitSourceReading { Problem = $"an answer of more than {_options.MostBytes} bytes", Memory = next with { Failures = memory.Failures + 1 } };
        return new OrbitSourceReading
        {
            Texts = [new OrbitText("", text)],
            Memory = next with { ETag = Header(response, "ETag"), LastModified = Header(response, "Last-Modified") },
        };
    }

    /// <returns>Null where it is too long.</returns>
    private async Task<string?> TextAsync(HttpContent content, CancellationToken cancellation)
    {
        using var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var whole = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
        {
            if (whole.Length + count > _options.MostBytes)
                return null;
            whole.Write(buffer, 0, count);
        }
        return Encoding.UTF8.GetString(whole.GetBuffer().AsSpan(0, (int)whole.Length));
    }

    /// <summary>The server has answered, with an error: it is left alone for the interval, or for as long as it says.</summary>
    private OrbitSourceReading Refusal(HttpResponseMessage response, OrbitSourceMemory memory, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        wait = wait > _options.Interval ? (wait < LongestWait ? wait : LongestWait) : _options.Interval;
        return new OrbitSourceReading
        {
            Problem = $"the server answers {(int)response.StatusCode} {response.ReasonPhrase}",
            Memory = memory with { Failures = memory.Failures + 1, NotBefore = now + wait },
        };
    }

    private OrbitSourceReading Failure(string problem, OrbitSourceMemory memory, DateTimeOffset now)
    {
        var wait = _options.FirstRetry * Math.Pow(2, Math.Min(memory.Failures, 20));
        return new OrbitSourceReading
        {
            Problem = problem,
            IsUnreachable = true,
            Memory = memory with { Failures = memory.Failures + 1, NotBefore = now + (wait < _options.Interval ? wait : _options.Interval) },
        };
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? values.First() : "";
}
