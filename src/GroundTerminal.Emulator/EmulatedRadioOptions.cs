using GroundTerminal.Emulator.Transmission;

namespace GroundTerminal.Emulator;

/// <summary>What an <see cref="EmulatedRadio"/> receives, and how fast.</summary>
public sealed record EmulatedRadioOptions
{
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public required double CenterFrequencyHz { get; init; }

    public IReadOnlyList<EmulatedTransmitterOptions> Transmitters { get; init; } = [];

    /// <summary>Noise power a hertz; 0 dB is the power of a complex tone of amplitude 1. The default is −30 dBFS over 250 kHz.</summary>
    public double NoiseDensityDbfsPerHz { get; init; } = -84;

    /// <summary>Seed of the noise.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seconds of stream pass in a second: 1 is real time. Null: as fast as it is read.</summary>
    public double? Pace { get; init; } = 1;

    /// <summary>Length of the stream, s; null means endless.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The antenna; null means one that hears all directions alike.</summary>
    public IEmulatedAntenna? Antenna { get; init; }

    /// <summary>A clock that shows the stream's time; it also says when the stream begins. Null means none.</summary>
    public StreamClock? StreamClock { get; init; }

    /// <summary>UTC of the first sample; null means the time of the first read.</summary>
    public DateTimeOffset? StartUtc { get; init; }
}
