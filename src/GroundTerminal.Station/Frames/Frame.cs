namespace GroundTerminal.Station.Frames;

/// <summary>A decoded frame with all that is known of it.</summary>
public sealed record Frame
{
    /// <summary>Number in the frame store, rising; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>The frame without its check.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>UTC of the first symbol; null where the input says no time.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Index of the sample at the first symbol since the stream began.</summary>
    public required long Sample { get; init; }

    /// <summary>How long it took, samples; 0 where it is not known (it is not stored).</summary>
    public long LengthSamples { get; init; }

    /// <summary>Es/N0 estimate, dB.</summary>
    public required double SnrDb { get; init; }

    /// <summary>Carrier frequency found, Hz from 0 Hz of the stream.</summary>
    public required double FrequencyOffsetHz { get; init; }

    /// <summary>Doppler shift by the orbit that was taken off before demodulation, Hz; it is part of <see cref="FrequencyOffsetHz"/>. NaN where none was.</summary>
    public double DopplerHz { get; init; } = double.NaN;

    /// <summary>Half width of the interval that <see cref="Time"/> lies in, s, as far as the clock knows itself; NaN where it does not.</summary>
    public double TimeUncertaintySeconds { get; init; } = double.NaN;

    /// <summary>Symbol clock offset, ppm.</summary>
    public required double TimingOffsetPpm { get; init; }

    /// <summary>Found with the symbols inverted.</summary>
    public required bool Inverted { get; init; }

    /// <summary>Bits corrected to make the check pass.</summary>
    public required int CorrectedBits { get; init; }

    /// <summary>False where the header is not one that the protocol would send.</summary>
    public required bool HeaderPlausible { get; init; }

    /// <summary>False where the framing has no check, so that nothing vouches for the bytes.</summary>
    public bool Checked { get; init; } = true;

    /// <summary>Satellite name; empty where the transmission was given by hand.</summary>
    public required string Satellite { get; init; }

    /// <summary>Transmitter (channel) name.</summary>
    public required string Transmitter { get; init; }

    /// <summary>Framing name.</summary>
    public required string Framing { get; init; }
}
