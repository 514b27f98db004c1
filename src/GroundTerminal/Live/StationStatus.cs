using GroundTerminal.Devices.Recording;
using GroundTerminal.Station.Clock;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Live;

/// <summary>Everything that <c>run</c> shows of itself, at one moment. Its JSON form is <c>/api/v1/status</c>.</summary>
public sealed record StationStatus
{
    public required string Station { get; init; }

    public required string Version { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required double UptimeSeconds { get; init; }

    public required RadioStatus Radio { get; init; }

    public required StreamStatus Stream { get; init; }

    public required LoopStatus Loop { get; init; }

    public required StoreStatus Store { get; init; }

    /// <summary>Null where the server is off.</summary>
    public required KissStatus? Kiss { get; init; }

    public required IReadOnlyList<ChannelStatus> Channels { get; init; }

    /// <summary>Null where nothing turns the antenna.</summary>
    public required AntennaReport? Antenna { get; init; }

    /// <summary>How good the machine's clock is; null where an emulated stream is the clock.</summary>
    public ClockQuality? Clock { get; init; }

    /// <summary>The contact under way and the next ones.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>Null where nothing is recorded.</summary>
    public RecorderStatus? Recorder { get; init; }

    /// <summary>Null where there is no uplink.</summary>
    public TransmitStatus? Transmit { get; init; }

    /// <summary>What the system refused, what went wrong.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
