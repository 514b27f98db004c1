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

    /// <summary>A name of the waveform catalogue, or <c>ccsds</c>; modulation, symbol rate and framing given by hand go before its own.</summary>
    public string? Waveform { get; init; }

    /// <summary>By hand: the codes of CCSDS telemetry, as <see cref="Satellites.CcsdsFec"/> spells them.</summary>
    public string? Fec { get; init; }

    /// <summary>By hand: roll-off of the root-raised-cosine pulse.</summary>
    public double? RollOff { get; init; }

    /// <summary>By hand: subcarrier of PCM/PM, Hz.</summary>
    public double? SubcarrierHz { get; init; }

    /// <summary>By hand: modulation index of PCM/PM, radians.</summary>
    public double? ModulationIndexRadians { get; init; }

    /// <summary>By hand: what carries packets over the frames.</summary>
    public string? Transport { get; init; }

    /// <summary>Format of a file of soft symbols (<see cref="Devices.SymbolFile.Formats"/>); null where the input is samples.</summary>
    public string? Symbols { get; init; }

    /// <summary>File for the frames as channel access data units.</summary>
    public string? Cadu { get; init; }

    /// <summary>File for the bare frames, one behind the other.</summary>
    public string? TransferFrames { get; init; }

    /// <summary>File for the packets, one behind the other.</summary>
    public string? Packets { get; init; }

    /// <summary>File for the accounts of transfer frames, as JSON.</summary>
    public string? Accounts { get; init; }

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
