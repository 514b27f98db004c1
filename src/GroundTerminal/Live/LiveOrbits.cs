using GroundTerminal.Configuration;
using GroundTerminal.Devices.OrbitSources;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;

namespace GroundTerminal.Live;

/// <summary>The orbits of a running station: asks their sources every few seconds, and answers the schedule.</summary>
public sealed class LiveOrbits : IOrbitLookup, IDisposable
{
    /// <summary>Above all that the configuration allows.</summary>
    private const int ByHandPriority = 1001;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5), Settle = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource _stopping = new();
    private readonly IOrbitLookup? _otherwise;
    private readonly HttpClient? _http;
    private readonly Task _refreshing;

    /// <param name="configuration">Sources, cache, ages.</param>
    /// <param name="otherwise">Asked where the book has no orbit; null where nobody else knows.</param>
    /// <param name="clock">The station's time.</param>
    public LiveOrbits(OrbitsConfiguration configuration, IOrbitLookup? otherwise, TimeProvider clock)
    {
        _otherwise = otherwise;
        if (configuration.Sources.Any(s => s.Url is not null))
            _http = HttpOrbitSource.CreateClient();
        Book = new OrbitBook(
            new OrbitBookOptions
            {
                Sources = [.. ByHand(configuration), .. configuration.Sources.Select(s => SourceOf(s, clock))],
                CacheDirectory = configuration.CacheDirectory,
                Ages = configuration.Ages,
                UploadPriority = configuration.UploadPriority,
            },
            clock);
        // What lies on this machine is there before the first plan is made; the network may take its time.
        var first = Book.RefreshAsync(_stopping.Token);
        first.Wait(TimeSpan.FromSeconds(1));
        _refreshing = RefreshAsync(first);
    }

    /// <summary>All of it.</summary>
    public OrbitBook Book { get; }

    /// <inheritdoc/>
    public long Version => Book.Current.Version;

    /// <inheritdoc/>
    public OrbitAnswer Find(TrackedSatellite satellite, DateTimeOffset now)
    {
        var entry = satellite.CatalogNumber > 0 ? Book.Current.Find(satellite.CatalogNumber) : Book.Current.FindByName(satellite.Name);
        if (entry is null)
            return _otherwise?.Find(satellite, now) ?? new OrbitAnswer(null, "", default, "no source has an orbit of it; see orbits.sources, or send one to /api/v1/orbits");
        return entry.State(now) == OrbitState.Expired
            ? new OrbitAnswer(null, entry.Source, entry.Epoch, entry.WhyNotFresh(now))
            : new OrbitAnswer(entry.Orbit, entry.Source, entry.Epoch);
    }

    /// <summary>Ends the asking.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _refreshing.Wait();
        _http?.Dispose();
        _stopping.Dispose();
    }

    private static IEnumerable<IOrbitSource> ByHand(OrbitsConfiguration configuration) =>
        configuration.ByHand.Length > 0 ? [new TextOrbitSource("configuration", configuration.ByHand, ByHandPriority, null)] : [];

    private IOrbitSource SourceOf(OrbitSourceConfiguration source, TimeProvider clock) => source.Url is { } url
        ? new HttpOrbitSource(new HttpOrbitSourceOptions { Url = url, Priority = source.Priority, Limit = source.Limit }, _http!, clock)
        : OrbitSourceFactory.ForPath(source.From, source.Priority, source.Limit, Settle, clock);

    private async Task RefreshAsync(Task<bool> first)
    {
        try
        {
            await first.ConfigureAwait(false);
            using var timer = new PeriodicTimer(Interval);
            while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
                await Book.RefreshAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The station ends.
        }
    }
}
