using GroundTerminal.Coding.Framing;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Ranges;
using GroundTerminal.Emulator.Transmission;
using GroundTerminal.Modems;
using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Live;

/// <summary>Makes the radio and the channels that a configuration asks for.</summary>
public static class StationBuilder
{
    /// <summary>The radio.</summary>
    /// <exception cref="InputException">Its recording cannot be read.</exception>
    public static IRadio CreateRadio(RadioConfiguration radio, RunOptions options, TimeProvider clock) => radio switch
    {
        FileRadioConfiguration file => CreateFile(file, Pace(options, file.Pace), clock),
        EmulatedRadioConfiguration emulated => CreateEmulated(emulated, Pace(options, 1), clock),
        _ => throw new InputException($"radio.kind: {radio.GetType().Name} is not built; expected emulated or file"),
    };

    /// <summary>How many times real time the radio runs at; null is as fast as it goes.</summary>
    public static double? Pace(RunOptions options, double? configured) => options.Unpaced ? null : options.Speed ?? configured;

    /// <summary>How many times real time the configured radio runs at; null is as fast as it goes.</summary>
    public static double? Pace(RunOptions options, RadioConfiguration radio) => Pace(options, radio is FileRadioConfiguration file ? file.Pace : 1);

    /// <summary>A receiver for a configured channel.</summary>
    /// <exception cref="InputException">The channel does not fit the radio's band, or cannot be received.</exception>
    public static Channel CreateChannel(ChannelConfiguration channel, IRadio radio)
    {
        bool audio = radio.SampleKind == SampleKind.Audio;
        double offsetHz = audio ? 0 : channel.FrequencyHz - radio.CenterFrequencyHz;
        if (!audio && Math.Abs(offsetHz) + (channel.SearchBandwidthHz / 2) > radio.SampleRateHz / 2)
        {
            throw new InputException(
                $"channels: {channel.Name}: {channel.FrequencyHz / 1e6:0.0###} MHz ± {channel.SearchBandwidthHz / 2e3:0.#} kHz is outside the radio's band "
                + $"{radio.CenterFrequencyHz / 1e6:0.0###} MHz ± {radio.SampleRateHz / 2e3:0.#} kHz; move radio.center-frequency, or raise radio.sample-rate");
        }
        try
        {
            var receiver = new ModemReceiver(new Receiver(ReceiverOf(channel, radio, offsetHz)));
            return new Channel(channel.Name, channel.Satellite, channel.Modulation, channel.BaudRate, channel.Framing, offsetHz, receiver);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"channels: {channel.Name}: {e.Message}", e);
        }
    }

    private static ReceiverOptions ReceiverOf(ChannelConfiguration channel, IRadio radio, double offsetHz) => new()
    {
        SampleRateHz = radio.SampleRateHz,
        SampleKind = radio.SampleKind,
        Modulation = channel.Modulation,
        BaudRate = channel.BaudRate,
        DeviationHz = channel.DeviationHz,
        AudioCarrierHz = channel.AudioCarrierHz,
        Framings = [new FramingChoice(channel.Framing, channel.FramingOptions)],
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

    private static EmulatedRadio CreateEmulated(EmulatedRadioConfiguration radio, double? pace, TimeProvider clock)
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
                    Transmitters = [.. radio.Transmitters.Select(TransmitterOf)],
                },
                clock);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"radio: {e.Message}", e);
        }
    }

    private static EmulatedTransmitterOptions TransmitterOf(EmulatedTransmitterConfiguration transmitter) => new()
    {
        Name = transmitter.Name,
        Modulation = transmitter.Modulation,
        BaudRate = transmitter.BaudRate,
        DeviationHz = transmitter.DeviationHz,
        AudioCarrierHz = transmitter.AudioCarrierHz,
        Framing = transmitter.Framing,
        FramingOptions = transmitter.FramingOptions,
        FrequencyHz = transmitter.FrequencyHz,
        CarrierToNoiseDbHz = transmitter.LevelDbHz,
        FrameIntervalSeconds = transmitter.FrameIntervalSeconds,
        IdleBetweenFrames = transmitter.Continuous,
        SourceCall = transmitter.Source,
        DestinationCall = transmitter.Destination,
        PayloadText = transmitter.Payload,
        Range = RangeOf(transmitter.Pass),
    };

    private static PassRange RangeOf(PassConfiguration pass)
    {
        var circular = new CircularPass(pass.AltitudeKm, pass.MaxElevationDegrees * Math.PI / 180);
        double seconds = circular.SecondsAbove(0) / pass.TimeScale;
        return new PassRange(circular, seconds, gapSeconds: 0, startSeconds: seconds * pass.StartFraction);
    }
}
