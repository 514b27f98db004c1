using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using GroundTerminal.Devices;
using GroundTerminal.Http;

namespace GroundTerminal.Commands;

/// <summary>Speaks to a running station over its HTTP interface.</summary>
internal sealed class StationClient : IDisposable
{
    private readonly HttpClient _http;

    private StationClient(Uri address) => _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>Where it is.</summary>
    public static Option<string> Address() => new("--station") { Description = "Where the running station's HTTP interface is.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:8080" };

    /// <exception cref="InputException">It is no address.</exception>
    public static StationClient Open(string address) => Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "http://" + address, UriKind.Absolute, out var uri) && uri.Scheme == "http"
        ? new StationClient(uri)
        : throw InputException.For("--station", $"'{address}'", "an address as http://127.0.0.1:8080");

    /// <summary>What a path shows.</summary>
    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellation);

    /// <summary>An order.</summary>
    public Task<T> PostAsync<T>(string path, string json, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, type, cancellation);

    /// <summary>Takes something away.</summary>
    public Task<T> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), type, cancellation);

    public void Dispose() => _http.Dispose();

    /// <exception cref="InputException">No station answers, or it refuses: the message is its reason.</exception>
    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using (request)
        {
            try
            {
                using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
                string text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                    return JsonSerializer.Deserialize(text, type)!;
                throw new InputException(Reason(response.StatusCode, text));
            }
            catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                throw new InputException($"no station answers at {_http.BaseAddress} ({e.GetBaseException().Message}); start one with groundterminal run, or say where it is with --station", e);
            }
        }
    }

    private static string Reason(HttpStatusCode status, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, HttpJson.Default.ErrorAnswer)?.Error ?? $"the station refuses ({(int)status})";
        }
        catch (JsonException)
        {
            return $"the station refuses ({(int)status})";
        }
    }
}
