using System.Net;
using System.Net.Sockets;
using GroundTerminal.Configuration;
using GroundTerminal.Delivery;
using GroundTerminal.Devices;
using GroundTerminal.Http;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>A running station: radio, loop, frame store, KISS server and status page, joined as a configuration says.</summary>
public sealed class LiveStation : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly IRadio _radio;
    private readonly ReceivingEngine _engine;
    private readonly FrameIntake _intake;
    private readonly KissTcpServer? _kiss;
    private StatusServer? _http;

    private LiveStation(StationConfiguration configuration, RunOptions options, IRadio radio, FrameStore store, KissTcpServer? kiss, TimeProvider clock)
    {
        (_radio, Store, _kiss) = (radio, store, kiss);
        double? pace = StationBuilder.Pace(options, configuration.Radio);
        Channel[] channels = [.. configuration.Channels.Select(c => StationBuilder.CreateChannel(c, radio))];
        _engine = new ReceivingEngine(radio, channels, ReceivingOptions.For(radio.SampleRateHz, pace ?? 1) with
        {
            LoopThreads = options.LoopThreads,
            RealTime = options.RealTime && pace is <= 1,
        });
        var lastFrames = new LastFrames();
        _intake = new FrameIntake(store, [.. _engine.Loops.Select(l => l.Frames)], channels, kiss is null ? [lastFrames, Feed] : [lastFrames, kiss, Feed]);
        Status = new StatusReader(configuration.StationName, _engine, store, _intake, kiss, lastFrames, clock);
    }

    /// <summary>All counters.</summary>
    public StatusReader Status { get; }

    /// <summary>All frames.</summary>
    public FrameStore Store { get; }

    /// <summary>Says when there is a new one.</summary>
    public FrameFeed Feed { get; } = new();

    /// <summary>Where the status page is; null where it is off.</summary>
    public Uri? Page => _http?.Address;

    /// <summary>Where the KISS server is; null where it is off.</summary>
    public IPEndPoint? KissEndpoint => _kiss?.Endpoint;

    /// <summary>Ends at the end of the stream; faulted where a thread failed.</summary>
    public Task StreamEnded => _engine.Completed;

    /// <summary>Opens everything, then starts the stream.</summary>
    /// <exception cref="InputException">Something cannot be had: the message names the key and the remedy.</exception>
    public static async Task<LiveStation> StartAsync(StationConfiguration configuration, RunOptions options, TimeProvider clock)
    {
        IRadio radio = StationBuilder.CreateRadio(configuration.Radio, options, clock);
        FrameStore? store = null;
        KissTcpServer? kiss = null;
        LiveStation? station = null;
        try
        {
            store = OpenStore(options.StorePath ?? configuration.StorePath);
            kiss = configuration.KissServer is { } endpoint ? Listen("kiss-server.listen", endpoint, () => new KissTcpServer(new KissServerOptions { Endpoint = endpoint })) : null;
            station = new LiveStation(configuration, options, radio, store, kiss, clock);
            await station.StartPageAsync(configuration.Http).ConfigureAwait(false);
            station._intake.Start();
            station._engine.Start();
            return station;
        }
        catch
        {
            if (kiss is not null)
                await kiss.DisposeAsync().ConfigureAwait(false);
            store?.Dispose();
            radio.Dispose();
            throw;
        }
    }

    /// <summary>Ends the stream, decodes and stores what was received, gives the clients a last chance, and closes.</summary>
    public async Task StopAsync()
    {
        _engine.Stop();
        await _engine.Completed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _intake.Finish();
        await _intake.Completed.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_kiss?.DisposeAsync().AsTask() ?? Task.CompletedTask, _http?.DisposeAsync().AsTask() ?? Task.CompletedTask).ConfigureAwait(false);
        Store.Dispose();
        _radio.Dispose();
    }

    private static FrameStore OpenStore(string path)
    {
        try
        {
            return new FrameStore(path);
        }
        catch (DllNotFoundException e)
        {
            throw new InputException("libsqlite3.so.0 is missing; expected SQLite's library: apt-get install libsqlite3-0", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"store.path: {e.Message}; expected a file that can be written, or none yet", e);
        }
    }

    private static T Listen<T>(string key, IPEndPoint endpoint, Func<T> listen)
    {
        try
        {
            return listen();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw Refused(key, endpoint, e);
        }
    }

    private static InputException Refused(string key, IPEndPoint endpoint, Exception e)
    {
        bool inUse = (e as SocketException ?? e.GetBaseException() as SocketException)?.SocketErrorCode == SocketError.AddressAlreadyInUse
            || e.Message.Contains("in use", StringComparison.Ordinal);
        return new InputException(inUse
            ? $"{key}: {endpoint} is in use by another program; end that program, or set {key} to another port"
            : $"{key}: cannot listen on {endpoint}: {e.Message}; expected an address of this machine and a free port");
    }

    private async Task StartPageAsync(IPEndPoint? endpoint)
    {
        if (endpoint is null)
            return;
        var spectrum = new SpectrumReader(_engine.Tap, _radio.SampleRateHz, _radio.CenterFrequencyHz);
        try
        {
            _http = await StatusServer.StartAsync(endpoint, new StatusApi(Status, spectrum, Store, Feed, _stopping.Token)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw Refused("http.listen", endpoint, e);
        }
    }
}
