using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Station.Transmitting;

/// <summary>One uplink: what is sent on which frequency, to which satellite.</summary>
public sealed record TransmitChannel
{
    /// <summary>Name; unique among the uplinks.</summary>
    public required string Name { get; init; }

    /// <summary>Satellite that it is for; empty where none: then nothing is known of Doppler.</summary>
    public string Satellite { get; init; } = "";

    /// <summary>Carrier as the satellite is to receive it, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>A name of the modulation catalog.</summary>
    public required string Modulation { get; init; }

    /// <summary>Symbol rate, baud.</summary>
    public required double BaudRate { get; init; }

    /// <summary>Deviation of FSK, or of AFSK's tones, Hz; null means the usual one.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's tones, Hz; null means the usual one.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>A name of the framing catalog, of a framing that has an encoder.</summary>
    public required string Framing { get; init; }

    /// <summary>Options of the framing.</summary>
    public FramingOptions FramingOptions { get; init; } = FramingOptions.Default;

    /// <summary>For how long the framing's idle pattern is sent before each frame.</summary>
    public TimeSpan Preamble { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Sent only while a contact with its satellite is under way and the antenna points there.</summary>
    public bool NeedsContact { get; init; } = true;

    /// <summary>Sent only while its satellite is above this, degrees; where a contact is needed.</summary>
    public double LeastElevationDegrees { get; init; } = 10;
}
