using System.Net;
using GroundTerminal.Configuration;
using GroundTerminal.Delivery;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Transmitting;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Live;

/// <summary>The transmitter of a running station: chain, interlock, keying line, and the server that frames come to.</summary>
public sealed class LiveTransmit : IAsyncDisposable
{
    private readonly LiveNotes _notes = new();
    private readonly TransmitKey _key;
    private readonly KissTcpServer? _kiss;
    private long _unknownPorts;
    private bool _closed;

    /// <param name="configuration">Its transmitter is given.</param>
    /// <param name="device">The station's radio; null where it is no device.</param>
    /// <param name="tracking">What follows satellites; null where nothing is followed.</param>
    /// <param name="stationClock">The station's time.</param>
    /// <param name="machineClock">How good the machine's clock is; null where an emulated stream is the clock.</param>
    /// <exception cref="InputException">Something cannot be had.</exception>
    public LiveTransmit(StationConfiguration configuration, IRadioDevice? device, LiveTracking? tracking, TimeProvider stationClock, LiveClock? machineClock)
    {
        TransmitConfiguration transmit = configuration.Transmit!;
        var uplink = UplinkOf(configuration, tracking, stationClock, machineClock);
        ITransmitDevice transmitter = DeviceOf(transmit, device);
        _key = new TransmitKey(SwitchOf(transmit), TimeProvider.System, _notes.Add);
        try
        {
            Chain = new TransmitChain(new TransmitParts
            {
                Device = transmitter,
                Settings = transmit.Settings,
                Key = _key,
                Guard = new TransmitGuard(transmit.Enabled, uplink, transmit.Limits, TimeProvider.System),
                Uplink = uplink,
                Limits = transmit.Limits,
                Channels = transmit.Channels,
                Clock = TimeProvider.System,
                Tell = _notes.Add,
            });
            _kiss = transmit.Listen is { } endpoint ? LiveParts.Listen("transmit.listen", endpoint, () => new KissTcpServer(new KissServerOptions { Endpoint = endpoint, Taker = Take })) : null;
        }
        catch (Exception e)
        {
            _key.Dispose();
            throw e is ArgumentException ? new InputException($"transmit.channels: {e.Message}", e) : e;
        }
        AppDomain.CurrentDomain.UnhandledException += Unkey;
    }

    /// <summary>What sends.</summary>
    public TransmitChain Chain { get; }

    /// <summary>Where KISS clients send frames to; null where nowhere.</summary>
    public IPEndPoint? Endpoint => _kiss?.Endpoint;

    /// <summary>How it does.</summary>
    public TransmitStatus Status => TransmitStatus.Of(Chain, TimeProvider.System) with
    {
        Listen = _kiss?.Endpoint.ToString(),
        FramesOfUnknownPorts = Interlocked.Read(ref _unknownPorts),
    };

    /// <summary>What an operator should know.</summary>
    public IReadOnlyList<string> Notes => _notes.All;

    /// <summary>Begins to take frames.</summary>
    public void Start() => Chain.Start();

    /// <summary>Unkeys and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        Chain.Dispose();
        AppDomain.CurrentDomain.UnhandledException -= Unkey;
        if (_kiss is not null)
            await _kiss.DisposeAsync().ConfigureAwait(false);
    }

    private static ContactUplink UplinkOf(StationConfiguration configuration, LiveTracking? tracking, TimeProvider clock, LiveClock? machineClock) => new()
    {
        Contacts = () => tracking?.Book.Contacts ?? [],
        Orbit = name => tracking?.Satellites.FirstOrDefault(s => s.Name == name) is { } satellite ? tracking.Orbits.Find(satellite, clock.GetUtcNow()).Orbit : null,
        View = configuration.Site is { } site ? new SkyView(site) : null,
        Antenna = tracking?.Antenna is { } antenna ? () => antenna.Status : null,
        ToleranceDegrees = configuration.Rotator?.Geometry.ToleranceDegrees ?? 0,
        ClockRefusal = () => machineClock?.Refusal(),
        Clock = clock,
    };

    private static ITransmitDevice DeviceOf(TransmitConfiguration transmit, IRadioDevice? device)
    {
        if (transmit.Path is not { } path)
            return device as ITransmitDevice ?? throw new InputException("transmit.radio: the station's radio cannot transmit; give radio: file, or a radio that can (soapy)");
        try
        {
            var file = new FileTransmitter(path);
            file.Create();
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"transmit.path: {e.Message}; expected a file that can be written", e);
        }
    }

    private static GpioTransmitSwitch? SwitchOf(TransmitConfiguration transmit)
    {
        try
        {
            return transmit.Ptt is { } line ? GpioTransmitSwitch.Open(line) : null;
        }
        catch (GpioException e)
        {
            throw new InputException(e.Message, e);
        }
    }

    private void Take(string client, int port, ReadOnlySpan<byte> payload)
    {
        if (port < Chain.Channels.Count)
            Chain.Offer(Chain.Channels[port], payload, $"KISS {client}");
        else
            Interlocked.Increment(ref _unknownPorts);
    }

    // The runtime ends the process after this.
    private void Unkey(object sender, UnhandledExceptionEventArgs e) => _key.Off();
}
