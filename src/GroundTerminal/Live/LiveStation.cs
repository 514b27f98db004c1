using System.Net;
using System.Net.Sockets;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Http;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>A running station: radio, loop, frame store, KISS server and status page, joined as a configuration says.</summary>
public sealed class LiveStation : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(4);
    private readonly CancellationTokenSource _stopping = new();
    private readonly LiveParts _parts;
    private readonly ReceivingEngine _engine;
    private readonly FrameIntake _intake;
    private StatusServer? _http;

    private LiveStation(StationConfiguration configuration, RunOptions options, LiveParts parts)
    {
        _parts = parts;
        double? pace = StationBuilder.Pace(options, configuration.Radio);
        _engine = new ReceivingEngine(parts.Radio, parts.Channels, parts.Receiving with
        {
            LoopThreads = options.LoopThreads ?? configuration.LoopThreads ?? 1,
            Workers = options.LoopThreads ?? configuration.LoopThreads ?? Environment.ProcessorCount,
            RealTime = options.RealTime && pace is <= 1,
        }, parts.Recorder is null ? null : [parts.Recorder.Ring]);
        var lastFrames = new LastFrames();
        IFrameListener?[] listeners = [lastFrames, Tracking?.Book, parts.Kiss, parts.Recorder, Feed];
        _intake = new FrameIntake(Store, [.. _engine.Loops.Select(l => l.Frames), .. parts.Channels.Select(c => c.OwnFrames).OfType<FrameQueue>()], parts.Channels, [.. listeners.OfType<IFrameListener>()], parts.Clock);
        Status = new StatusReader(configuration.StationName, _engine, _intake, lastFrames, parts);
        LastBefore = Store.Last(1).FirstOrDefault()?.Id ?? 0;
    }

    /// <summary>What follows satellites; null where nothing is followed.</summary>
    public LiveTracking? Tracking => _parts.Tracking;

    /// <summary>What transmits; null where there is no uplink.</summary>
    public LiveTransmit? Transmit => _parts.Transmit;

    /// <summary>All counters.</summary>
    public StatusReader Status { get; }

    /// <summary>All frames.</summary>
    public FrameStore Store => _parts.Store;

    /// <summary>The id of the last frame of earlier runs, or 0.</summary>
    public long LastBefore { get; }

    /// <summary>Where samples come from.</summary>
    public IRadio Radio => _parts.Radio;

    /// <summary>Says when there is a new one.</summary>
    public FrameFeed Feed { get; } = new();

    /// <summary>Where the status page is; null where it is off.</summary>
    public Uri? Page => _http?.Address;

    /// <summary>Where the KISS server is; null where it is off.</summary>
    public IPEndPoint? KissEndpoint => _parts.Kiss?.Endpoint;

    /// <summary>Ends at the end of the stream; faulted where a thread failed.</summary>
    public Task StreamEnded => _engine.Completed;

    /// <summary>Opens everything, then starts the stream.</summary>
    /// <exception cref="InputException">Something cannot be had: the message names the key and the remedy.</exception>
    public static async Task<LiveStation> StartAsync(StationConfiguration configuration, RunOptions options, TimeProvider clock)
    {
        var parts = new LiveParts();
        try
        {
            parts.Open(configuration, options, clock);
            var station = new LiveStation(configuration, options, parts);
            await station.StartPageAsync(configuration.Http).ConfigureAwait(false);
            station._intake.Start();
            parts.Recorder?.Start();
            station.Tracking?.Start();
            station._engine.Start();
            station.Transmit?.Start();
            return station;
        }
        catch
        {
            await parts.CloseAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the stream, decodes and stores what was received, gives the clients a last chance, and closes.</summary>
    public async Task StopAsync()
    {
        if (Transmit is not null)
            await Transmit.DisposeAsync().ConfigureAwait(false);
        Tracking?.Dispose();
        _engine.Stop();
        await Task.WhenAny(_engine.Completed, Task.Delay(EndLimit)).ConfigureAwait(false);
        _intake.Finish();
        await _intake.Completed.ConfigureAwait(false);
        _parts.Recorder?.Finish();
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.CloseServersAsync().ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        if (_http is not null)
            await _http.DisposeAsync().ConfigureAwait(false);
        await _parts.CloseAsync(radioReturned: _engine.Completed.IsCompleted).ConfigureAwait(false);
    }

    internal static InputException Refused(string key, IPEndPoint endpoint, Exception e)
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
        var spectrum = new SpectrumReader(_engine.Tap, Radio.SampleRateHz, Radio.CenterFrequencyHz);
        try
        {
            _http = await StatusServer.StartAsync(endpoint, new StatusApi(Status, spectrum, Store, Feed, _stopping.Token), new ControlApi(Tracking), new OrbitsApi(Tracking), new TransmitApi(Transmit)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw Refused("http.listen", endpoint, e);
        }
    }
}
