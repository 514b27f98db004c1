using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>What the user says of a recording; each thing said overrides what the file says of itself.</summary>
public sealed record SampleFileOptions
{
    /// <summary>Nothing said.</summary>
    public static SampleFileOptions Default { get; } = new();

    /// <summary>Format of raw samples; null means by the file's header or name.</summary>
    public SampleFormat? Format { get; init; }

    /// <summary>Sample rate, Hz.</summary>
    public double? SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public double? CenterFrequencyHz { get; init; }

    /// <summary>UTC of the first sample.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Audio: one channel of a WAV file is used. Iq: the first two are I and Q. Null means one channel is audio, two are I and Q.</summary>
    public SampleKind? Kind { get; init; }

    /// <summary>The channel of a WAV file that is used as audio, from 0 (left).</summary>
    public int Channel { get; init; }
}
