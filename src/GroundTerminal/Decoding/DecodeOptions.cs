using GroundTerminal.Devices;

namespace GroundTerminal.Decoding;

/// <summary>What <c>decode</c> was asked for.</summary>
public sealed record DecodeOptions
{
    /// <summary>The recording, or <c>-</c>.</summary>
    public required string Input { get; init; }

    /// <summary>What the user says of it.</summary>
    public SampleFileOptions InputOptions { get; init; } = SampleFileOptions.Default;

    /// <summary>Name or NORAD number; null where the transmission is given by hand.</summary>
    public string? Satellite { get; init; }

    /// <summary>SatYAML file or directory instead of the built-in catalogue.</summary>
    public string? SatYaml { get; init; }

    /// <summary>Part of the name of the only transmitter wanted.</summary>
    public string? Transmitter { get; init; }

    /// <summary>By hand.</summary>
    public string? Modulation { get; init; }

    /// <summary>By hand, baud.</summary>
    public double? BaudRate { get; init; }

    /// <summary>By hand, Hz.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>By hand, Hz.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>By hand.</summary>
    public string? Framing { get; init; }

    /// <summary>By hand: the framing's options by the catalogue's keys.</summary>
    public IReadOnlyDictionary<string, string> FramingOptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Find out by yourself what it is.</summary>
    public bool Auto { get; init; }

    /// <summary>File for what was found out, as JSON.</summary>
    public string? AutoReport { get; init; }

    /// <summary>Where the carrier is looked for, Hz from 0 Hz of the stream.</summary>
    public double? OffsetHz { get; init; }

    /// <summary>Width that it is looked for in, Hz.</summary>
    public double? SearchBandwidthHz { get; init; }

    /// <summary>Doubtful bits that may be flipped to make a check pass, 0 to 2.</summary>
    public int FlipBits { get; init; }

    /// <summary>JSON lines on standard output.</summary>
    public bool Json { get; init; }

    /// <summary>File for KISS, or <c>-</c>.</summary>
    public string? Kiss { get; init; }

    /// <summary>Directory for one file a frame.</summary>
    public string? OutputDirectory { get; init; }
}
