using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Contacts;

/// <summary>What a <see cref="ContactDirector"/> is built from.</summary>
public sealed record DirectorOptions
{
    /// <summary>Where the antenna is.</summary>
    public required Site Site { get; init; }

    /// <summary>What hides the sky; null for a flat horizon.</summary>
    public HorizonMask? Mask { get; init; }

    /// <summary>The satellites to be received.</summary>
    public required IReadOnlyList<TrackedSatellite> Satellites { get; init; }

    /// <summary>Their channels.</summary>
    public required IReadOnlyList<ContactChannel> Channels { get; init; }

    /// <summary>What the schedule holds to.</summary>
    public required ScheduleOptions Schedule { get; init; }

    /// <summary>The antenna is parked when the next contact is further off than this; null: never.</summary>
    public TimeSpan? ParkBefore { get; init; }
}
