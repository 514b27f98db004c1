using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Configuration;

/// <summary>One channel: what is received on which frequency.</summary>
public sealed record ChannelConfiguration
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Satellite that its frames are marked with; empty where none.</summary>
    public string Satellite { get; init; } = "";

    /// <summary>Carrier frequency without Doppler, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>A modulation that is built.</summary>
    public required string Modulation { get; init; }

    /// <summary>Symbol rate, baud.</summary>
    public required double BaudRate { get; init; }

    /// <summary>FSK deviation, or that of AFSK's tones from their centre, Hz; null where not known.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's tones, Hz; null means 1700.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>A framing that is built.</summary>
    public required string Framing { get; init; }

    /// <summary>Options of the framing.</summary>
    public FramingOptions FramingOptions { get; init; } = FramingOptions.Default;

    /// <summary>What carries packets over frames; empty for none.</summary>
    public string Transport { get; init; } = "";

    /// <summary>What demodulates it instead of this program; null where that does.</summary>
    public ModemConfiguration? Modem { get; init; }

    /// <summary>Width of the band, centred on <see cref="FrequencyHz"/>, that the carrier is searched in, Hz.</summary>
    public required double SearchBandwidthHz { get; init; }

    /// <summary>Where its samples are sent; null where they are not.</summary>
    public VirtualRfConfiguration? VirtualRf { get; init; }
}
