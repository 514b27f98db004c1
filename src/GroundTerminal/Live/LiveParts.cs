using System.Net;
using System.Net.Sockets;
using GroundTerminal.Configuration;
using GroundTerminal.Delivery;
using GroundTerminal.Devices;
using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Links;
using GroundTerminal.Devices.Recording;
using GroundTerminal.Devices.Rotators;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>What a <see cref="LiveStation"/> is joined of; whatever was opened is closed again where the next cannot be had.</summary>
public sealed class LiveParts
{
    private readonly List<Channel> _channels = [];
    private IRadio? _radio;
    private FrameStore? _store;

    public IRadio Radio => _radio!;

    public FrameStore Store => _store!;

    public KissTcpServer? Kiss { get; private set; }

    public LiveTracking? Tracking { get; private set; }

    /// <summary>Modems of the user's own.</summary>
    public LiveModems Modems { get; } = new();

    /// <summary>What transmits; null where there is no uplink.</summary>
    public LiveTransmit? Transmit { get; private set; }

    /// <summary>Servers for Hamlib's clients.</summary>
    public List<LinkServer> Servers { get; } = [];

    public IReadOnlyList<Channel> Channels => _channels;

    /// <summary>Null where nothing is recorded.</summary>
    public Recorder? Recorder { get; private set; }

    public ReceivingOptions Receiving { get; private set; } = null!;

    /// <summary>The station's time: that of the emulated stream where satellites fly orbits in it.</summary>
    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>How good the machine's clock is; null where an emulated stream is the clock.</summary>
    public LiveClock? MachineClock { get; private set; }

    /// <exception cref="InputException">Something cannot be had: the message names the key and the remedy.</exception>
    public void Open(StationConfiguration configuration, RunOptions options, TimeProvider clock)
    {
        EmulatedSky? sky = configuration.Radio is EmulatedRadioConfiguration emulated && EmulatedSky.Flies(emulated) ? new EmulatedSky(configuration, emulated, clock.GetUtcNow()) : null;
        Clock = sky?.Clock ?? clock;
        MachineClock = ReferenceEquals(Clock, TimeProvider.System) ? new LiveClock(configuration.Clock) : null;
        IRadioDevice? device = (configuration.Radio as DeviceRadioConfiguration)?.Create();
        _radio = StationBuilder.CreateRadio(configuration.Radio, options, clock, sky, MachineClock, device);
        Receiving = ReceivingOptions.For(Radio.SampleRateHz, StationBuilder.Pace(options, configuration.Radio) ?? 1);
        foreach (ChannelConfiguration channel in configuration.Channels)
            _channels.AddRange(ChannelsOf(configuration, channel));
        foreach (VirtualRfConfiguration band in configuration.DifiBands)
            _channels.Add(VirtualRf.CreateBand(band, Radio, Receiving.BlockLength));
        _store = OpenStore(options.StorePath ?? configuration.StorePath);
        Kiss = configuration.KissServer is { } endpoint ? Listen("kiss-server.listen", endpoint, () => new KissTcpServer(new KissServerOptions { Endpoint = endpoint })) : null;
        if (StationBuilder.Follows(configuration))
            Tracking = Track(configuration, options, sky);
        if (configuration.Transmit is not null)
            Transmit = new LiveTransmit(configuration, device, Tracking, Clock, MachineClock);
        Serve(configuration);
        if (configuration.Recorder is { } recorder)
            Recorder = RecorderBuilder.Create(configuration, recorder, Radio, Receiving, Tracking?.Book);
    }

    /// <summary>Ends the servers for Hamlib's clients.</summary>
    public async Task CloseServersAsync()
    {
        foreach (LinkServer server in Servers)
            await server.DisposeAsync().ConfigureAwait(false);
        Servers.Clear();
    }

    /// <summary>Closes everything.</summary>
    /// <param name="radioReturned">False where the radio's library does not come back from a read: the process ends without closing it.</param>
    public async Task CloseAsync(bool radioReturned = true)
    {
        await CloseServersAsync().ConfigureAwait(false);
        if (Transmit is not null)
            await Transmit.DisposeAsync().ConfigureAwait(false);
        Tracking?.Dispose();
        Recorder?.Dispose();
        if (Kiss is not null)
            await Kiss.DisposeAsync().ConfigureAwait(false);
        await Modems.DisposeAsync().ConfigureAwait(false);
        foreach (Channel channel in Channels)
            (channel.Receiver as IDisposable)?.Dispose();
        _store?.Dispose();
        if (radioReturned)
            _radio?.Dispose();
        MachineClock?.Dispose();
    }

    private void Serve(StationConfiguration configuration)
    {
        if (configuration.RotctldServer is { } rotctld)
        {
            MotionAuthority antenna = Tracking?.Antenna ?? throw new InputException("rotctld-server.listen: there is no antenna to serve; give rotator.kind, station.latitude and station.longitude, and no recording as the radio");
            var client = new ClientAntenna(antenna, Tracking.Director, configuration.Rotator!.Geometry.ToleranceDegrees, Clock);
            Servers.Add(Listen("rotctld-server.listen", rotctld, () => StationServers.Rotctld(client, new LinkServerOptions(rotctld))));
        }
        if (configuration.RigctldServer is not { } rigctld)
            return;
        if (!Channels.Any(c => c.Tracking is not null))
            throw new InputException("rigctld-server.listen: no channel follows a satellite, so there is no frequency to serve; give satellites, and channels that name them");
        Servers.Add(Listen("rigctld-server.listen", rigctld, () => StationServers.Rigctld(new TrackedRadio(Channels, Radio.CenterFrequencyHz, Clock), new LinkServerOptions(rigctld))));
    }

    private IEnumerable<Channel> ChannelsOf(StationConfiguration configuration, ChannelConfiguration channel)
    {
        if (channel.Modem is not null)
            yield return Followed(configuration, channel, Modems.Create(channel, _channels.Count, Radio, Receiving.BlockLength, Clock));
        else if (channel.VirtualRf?.Demodulate != false)
            yield return Followed(configuration, channel, StationBuilder.CreateChannel(channel, Radio));
        if (channel.VirtualRf is not null)
            yield return Followed(configuration, channel, VirtualRf.Create(channel, Radio, Receiving.BlockLength));
    }

    private Channel Followed(StationConfiguration configuration, ChannelConfiguration channel, Channel made)
    {
        if (!StationBuilder.IsFollowed(configuration, channel))
            return made;
        if (made.Cut is null)
            (made.Receiver as ModemReceiver)?.WarmUp();
        return made with { Tracking = new ChannelTracking(Radio.SampleRateHz, made.Cut is null ? Receiving.BlockLength : 0) };
    }

    private LiveTracking Track(StationConfiguration configuration, RunOptions options, EmulatedSky? sky)
    {
        ContactChannel[] channels = [.. Channels.Where(c => c.Tracking is not null).Select(c => new ContactChannel(c.Satellite, Radio.CenterFrequencyHz + c.OffsetHz, c.Tracking!))];
        IRotator? rotator = RotatorOf(configuration.Rotator, sky);
        var orbits = new LiveOrbits(configuration.Orbits with { CacheDirectory = Beside(".orbits", configuration.Orbits.CacheDirectory)! }, sky?.Lookup, Clock);
        return new LiveTracking(configuration, channels, orbits, rotator, Clock, MachineClock, Beside(".contacts.db", configuration.ContactsPath)!, Beside(".pointing.json", configuration.Rotator?.CalibrationPath));

        // What a run with a store of its own keeps lies beside that.
        string? Beside(string extension, string? configured) => options.StorePath is { } store ? Path.ChangeExtension(store, extension) : configured;
    }

    private IRotator? RotatorOf(RotatorConfiguration? rotator, EmulatedSky? sky)
    {
        if (rotator is null or { Kind: "emulated" })
            return sky?.Rotator ?? (rotator is null ? null : throw new InputException("rotator.kind: emulated needs an emulated radio whose transmitters fly orbits; give another kind, or none"));
        if (rotator.Gpio is { } gpio)
            return OpenGpio(gpio);
        RotatorDescriptor descriptor = RotatorCatalog.Find(rotator.Kind)!;
        IByteLinkSource link = LinkAddress.Read(rotator.Port, rotator.Serial)
            ?? throw InputException.For("rotator.port", $"'{rotator.Port}'", "a serial device as /dev/ttyUSB0, or HOST:PORT");
        var options = new RotatorDriverOptions { PollHz = rotator.PollHz, Host = new RotatorHostOptions { PulsesPerDegree = rotator.PulsesPerDegree } };
        return new RotatorDriver(descriptor, link, options, Clock, Console.Error.WriteLine);
    }

    private static GpioRotator OpenGpio(GpioRotatorOptions options)
    {
        try
        {
            return GpioRotator.Open(options);
        }
        catch (GpioException e)
        {
            throw new InputException($"rotator: {e.Message}", e);
        }
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

    internal static T Listen<T>(string key, IPEndPoint endpoint, Func<T> listen)
    {
        try
        {
            return listen();
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw LiveStation.Refused(key, endpoint, e);
        }
    }
}
