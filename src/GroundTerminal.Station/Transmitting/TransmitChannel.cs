using GroundTerminal.Modems;

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

    /// <summary>What is sent; its framing has an encoder.</summary>
    public required Signal Signal { get; init; }

    /// <summary>For how long the framing's idle pattern is sent before each frame.</summary>
    public TimeSpan Preamble { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Sent only while a contact with its satellite is under way and the antenna points there.</summary>
    public bool NeedsContact { get; init; } = true;

    /// <summary>Sent only while its satellite is above this, degrees; where a contact is needed.</summary>
    public double LeastElevationDegrees { get; init; } = 10;
}
