namespace GroundTerminal.Configuration;

/// <summary>A radio that is computed: transmitters on their passes, and noise, on one wideband stream.</summary>
public sealed record EmulatedRadioConfiguration : RadioConfiguration
{
    /// <summary>The stream's time is the machine's; otherwise it is shifted to just before a pass.</summary>
    public bool StartsNow { get; init; }

    /// <summary>How far satellites fly from where the station's orbit data have them, along their track, km.</summary>
    public double OrbitErrorKm { get; init; }

    /// <summary>Complex sample rate, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public required double CenterFrequencyHz { get; init; }

    /// <summary>Noise power density, dB relative to full scale (|z|² = 1) in one hertz: noise power is that plus 10·log10(sample rate).</summary>
    public required double NoiseDensityDbfsPerHz { get; init; }

    /// <summary>Seed of all randomness.</summary>
    public required long Seed { get; init; }

    /// <summary>What transmits; may be empty, names unique.</summary>
    public required IReadOnlyList<EmulatedTransmitterConfiguration> Transmitters { get; init; }
}
