using GroundTerminal.Configuration;
using GroundTerminal.Emulator;
using GroundTerminal.Live;
using GroundTerminal.Station;

namespace GroundTerminal.Emulation;

/// <summary>An emulated sky that any frequency and rate can be received of. Its satellites fly on from tuning to tuning; their frames are counted from 0 in each.</summary>
internal sealed class EmulatedSkyTuning
{
    private readonly EmulatedRadioConfiguration _radio;
    private readonly EmulatedSky? _sky;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;
    private readonly long _started;
    private int _tunings;

    /// <param name="configuration">Its radio is emulated; its antenna hears the whole sky here.</param>
    /// <param name="clock">The machine's time.</param>
    /// <exception cref="Devices.InputException">A transmitter flies an orbit that there is not.</exception>
    public EmulatedSkyTuning(StationConfiguration configuration, TimeProvider clock)
    {
        (_radio, _clock) = ((EmulatedRadioConfiguration)configuration.Radio, clock);
        _sky = EmulatedSky.Flies(_radio) ? new EmulatedSky(configuration with { Rotator = null }, _radio, clock.GetUtcNow()) : null;
        (_start, _started) = (_sky?.Clock.Start ?? clock.GetUtcNow(), clock.GetTimestamp());
    }

    /// <summary>UTC in the sky now: shifted to just before a pass where the configuration says so.</summary>
    public DateTimeOffset Now => _start + _clock.GetElapsedTime(_started);

    /// <summary>A radio in real time, as <see cref="Station.Radios.RadioTuning"/> says. What lies outside the band is not heard.</summary>
    /// <exception cref="ArgumentException">The rate is impossible.</exception>
    public IRadio Tune(double sampleRateHz, double centerFrequencyHz)
    {
        DateTimeOffset now = Now;
        return new EmulatedRadio(
            new EmulatedRadioOptions
            {
                SampleRateHz = sampleRateHz,
                CenterFrequencyHz = centerFrequencyHz,
                NoiseDensityDbfsPerHz = _radio.NoiseDensityDbfsPerHz,
                Seed = (ulong)(_radio.Seed + _tunings++),
                StartUtc = now,
                Transmitters = [.. _radio.Transmitters.Where(t => Math.Abs(t.FrequencyHz - centerFrequencyHz) < sampleRateHz / 2).Select(t => StationBuilder.TransmitterOf(t, _sky, now - _start))],
            },
            _clock);
    }
}
