using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Radios;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Makes the radio and the channels that a configuration asks for.</summary>
public static class StationBuilder
{
    private const int FramesOfAChannel = 256, LongestPayload = 2048;

    /// <summary>The radio.</summary>
    /// <param name="radio">As configured.</param>
    /// <param name="options">Says its pace.</param>
    /// <param name="clock">The machine's time.</param>
    /// <param name="sky">What satellites on orbits fly in; null where none do.</param>
    /// <param name="machineClock">How good the machine's time is; null where that does not matter.</param>
    /// <param name="opened">The device, where others have it too; null where it is made here.</param>
    /// <exception cref="InputException">Its recording cannot be read, or the device cannot be had.</exception>
    public static IRadio CreateRadio(RadioConfiguration radio, RunOptions options, TimeProvider clock, EmulatedSky? sky = null, LiveClock? machineClock = null, IRadioDevice? opened = null) => radio switch
    {
        FileRadioConfiguration file => CreateFile(file, Pace(options, file.Pace), clock),
        EmulatedRadioConfiguration emulated => CreateEmulated(emulated, Pace(options, 1), clock, sky),
        DeviceRadioConfiguration device => OpenDevice(device, opened ?? device.Create(), clock, machineClock),
        _ => throw new InputException($"radio.kind: {radio.GetType().Name} is not built; expected emulated, file or a device"),
    };

    private static RecoveringRadio OpenDevice(DeviceRadioConfiguration radio, IRadioDevice device, TimeProvider clock, LiveClock? machineClock)
    {
        var recovery = new RecoveryOptions { ClockUncertaintySeconds = () => machineClock?.Quality.UncertaintySeconds };
        try
        {
            return new RecoveringRadio(device, radio.Settings, recovery, clock, Console.Error.WriteLine);
        }
        catch (RadioException e)
        {
            throw new InputException($"radio: {e.Message}", e);
        }
    }

    /// <summary>How many times real time the radio runs at; null is as fast as it goes.</summary>
    public static double? Pace(RunOptions options, double? configured) => options.Unpaced ? null : options.Speed ?? configured;

    /// <summary>How many times real time the configured radio runs at; null is as fast as it goes.</summary>
    public static double? Pace(RunOptions options, RadioConfiguration radio) => Pace(options, radio is FileRadioConfiguration file ? file.Pace : 1);

    /// <summary>Whether a channel's satellite is followed, so that it listens while a contact lasts.</summary>
    public static bool IsFollowed(StationConfiguration configuration, ChannelConfiguration channel) =>
        Follows(configuration) && configuration.Satellites.Any(s => s.Name == channel.Satellite);

    /// <summary>Whether anything is followed, if only what a client of the rotctld server sends. A recording has had its sky: its channels listen all the time.</summary>
    public static bool Follows(StationConfiguration configuration) =>
        configuration is { Site: not null, Radio: not FileRadioConfiguration } && (configuration.Satellites.Count > 0 || configuration.RotctldServer is not null);

    /// <summary>What contacts are planned and run by.</summary>
    public static DirectorOptions DirectorOptionsOf(StationConfiguration configuration, IReadOnlyList<ContactChannel> channels) => new()
    {
        Site = configuration.Site!,
        Mask = configuration.Horizon,
        Satellites = configuration.Satellites,
        Channels = channels,
        ParkBefore = configuration.Tracking.ParkBefore,
        Schedule = new ScheduleOptions
        {
            AntennaTurns = configuration.Rotator is not null,
            AzimuthSpeedDegreesPerS = configuration.Rotator?.Geometry.AzimuthSpeedDegreesPerS ?? 6,
            LeastContact = configuration.Tracking.LeastContact,
            Horizon = configuration.Tracking.Horizon,
        },
    };

    /// <summary>A receiver for a configured channel, behind a cut of the stream where that saves work.</summary>
    /// <exception cref="InputException">The channel does not fit the radio's band, or cannot be received.</exception>
    public static Channel CreateChannel(ChannelConfiguration channel, IRadio radio)
    {
        double offsetHz = OffsetOf(channel, radio);
        try
        {
            ReceiverOptions options = ReceiverOf(channel, radio, offsetHz);
            ChannelCut? cut = ChannelCutting.For(options);
            var receiver = new ModemReceiver(new Receiver(cut is null ? options : ChannelCutting.Behind(cut, options)));
            if (cut is not null)
                receiver.WarmUp();
            return new Channel(channel.Name, channel.Satellite, channel.Signal.Modulation, channel.Signal.BaudRate, channel.Signal.Framing, offsetHz, receiver)
            {
                Cut = cut,
                OwnFrames = cut is null ? null : new FrameQueue(FramesOfAChannel, LongestPayload),
            };
        }
        catch (ArgumentException e)
        {
            throw new InputException($"channels: {channel.Name}: {e.Message}", e);
        }
    }

    /// <summary>Where a channel lies, Hz from 0 Hz of the radio; 0 for audio.</summary>
    /// <exception cref="InputException">The channel does not fit the radio's band.</exception>
    internal static double OffsetOf(ChannelConfiguration channel, IRadio radio)
    {
        bool audio = radio.SampleKind == SampleKind.Audio;
        double offsetHz = audio ? 0 : channel.FrequencyHz - radio.CenterFrequencyHz;
        if (!audio && Math.Abs(offsetHz) + (channel.SearchBandwidthHz / 2) > radio.SampleRateHz / 2)
        {
            throw new InputException(
                $"channels: {channel.Name}: {channel.FrequencyHz / 1e6:0.0###} MHz ± {channel.SearchBandwidthHz / 2e3:0.#} kHz is outside the radio's band "
                + $"{radio.CenterFrequencyHz / 1e6:0.0###} MHz ± {radio.SampleRateHz / 2e3:0.#} kHz; move radio.center-frequency, or raise radio.sample-rate");
        }
        return offsetHz;
    }

    private static ReceiverOptions ReceiverOf(ChannelConfiguration channel, IRadio radio, double offsetHz) => channel.Signal.ReceiverOptions(radio.SampleRateHz, radio.SampleKind) with
    {
        OffsetHz = radio.SampleKind == SampleKind.Audio ? null : offsetHz,
        SearchBandwidthHz = radio.SampleKind == SampleKind.Audio ? null : channel.SearchBandwidthHz,
    };

    private static FileRadio CreateFile(FileRadioConfiguration file, double? pace, TimeProvider clock)
    {
        SampleFormat? format = null;
        if (file.Format is { } name)
            format = SampleFormat.TryParse(name, out SampleFormat parsed) ? parsed : throw new InputException($"radio.format: '{name}' is not known; expected {SampleFormat.Choices}");
        var options = new SampleFileOptions { Format = format, SampleRateHz = file.SampleRateHz, CenterFrequencyHz = file.CenterFrequencyHz };
        return new FileRadio(() => SampleFile.Open(file.Path, options), new FileRadioOptions { Pace = pace, Loop = file.Loop }, clock);
    }

    private static EmulatedRadio CreateEmulated(EmulatedRadioConfiguration radio, double? pace, TimeProvider clock, EmulatedSky? sky)
    {
        try
        {
            return new EmulatedRadio(
                new EmulatedRadioOptions
                {
                    SampleRateHz = radio.SampleRateHz,
                    CenterFrequencyHz = radio.CenterFrequencyHz,
                    NoiseDensityDbfsPerHz = radio.NoiseDensityDbfsPerHz,
                    Seed = (ulong)radio.Seed,
                    Pace = pace,
                    Antenna = sky?.Antenna,
                    StreamClock = sky?.Clock,
                    Transmitters = [.. radio.Transmitters.Select(t => TransmitterOf(t, sky))],
                },
                clock);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"radio: {e.Message}", e);
        }
    }

    /// <summary>What transmits in an emulated radio.</summary>
    /// <param name="transmitter">As configured.</param>
    /// <param name="sky">What it flies in; null where it flies no orbit.</param>
    /// <param name="since">How long the sky has been there when the radio's stream begins.</param>
    internal static EmulatedTransmitterOptions TransmitterOf(EmulatedTransmitterConfiguration transmitter, EmulatedSky? sky, TimeSpan since = default) => new()
    {
        Name = transmitter.Name,
        Signal = transmitter.Signal,
        FrequencyHz = transmitter.FrequencyHz,
        CarrierToNoiseDbHz = transmitter.LevelDbHz,
        FrameIntervalSeconds = transmitter.FrameIntervalSeconds,
        IdleBetweenFrames = transmitter.Continuous,
        SourceCall = transmitter.Source,
        DestinationCall = transmitter.Destination,
        PayloadText = transmitter.Payload,
        SilentBelowHorizon = transmitter.Orbit is not null,
        Range = transmitter.Orbit is { } orbit && sky is not null ? sky.RangeOf(orbit, since) : RangeOf(transmitter.Pass, since.TotalSeconds),
    };

    private static PassRange RangeOf(PassConfiguration pass, double sinceSeconds)
    {
        var circular = new CircularPass(pass.AltitudeKm, pass.MaxElevationDegrees * Math.PI / 180);
        double seconds = circular.SecondsAbove(0) / pass.TimeScale;
        return new PassRange(circular, seconds, gapSeconds: 0, startSeconds: (seconds * pass.StartFraction) + sinceSeconds);
    }
}
