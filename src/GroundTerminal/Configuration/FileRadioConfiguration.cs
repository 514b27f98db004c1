namespace GroundTerminal.Configuration;

/// <summary>A radio that plays a recording of complex samples.</summary>
public sealed record FileRadioConfiguration : RadioConfiguration
{
    /// <summary>The recording; relative to the configuration file.</summary>
    public required string Path { get; init; }

    /// <summary>Sample format of a raw file (<c>cf32</c>, <c>cs16</c>, <c>cs8</c>, <c>cu8</c>); null means by the file's name or header.</summary>
    public string? Format { get; init; }

    /// <summary>Sample rate, Hz; null means the recording's own.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz; null means the recording's own.</summary>
    public double? CenterFrequencyHz { get; init; }

    /// <summary>How many times real time it is played at: 1 is real time; null is as fast as it goes.</summary>
    public double? Pace { get; init; }

    /// <summary>Starts again at its end.</summary>
    public required bool Loop { get; init; }
}
