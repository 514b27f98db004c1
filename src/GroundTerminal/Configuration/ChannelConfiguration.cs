using GroundTerminal.Modems;

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

    /// <summary>What is sent.</summary>
    public required Signal Signal { get; init; }

    /// <summary>What carries packets over frames; empty for none.</summary>
    public string Transport { get; init; } = "";

    /// <summary>What demodulates it instead of this program; null where that does.</summary>
    public ModemConfiguration? Modem { get; init; }

    /// <summary>Width of the band, centred on <see cref="FrequencyHz"/>, that the carrier is searched in, Hz.</summary>
    public required double SearchBandwidthHz { get; init; }

    /// <summary>Where its samples are sent; null where they are not.</summary>
    public VirtualRfConfiguration? VirtualRf { get; init; }
}
