namespace GroundTerminal.Configuration;

/// <summary>How satellites are followed.</summary>
public sealed record TrackingConfiguration
{
    /// <summary>The control period.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>A shorter piece of a pass is no contact.</summary>
    public required TimeSpan LeastContact { get; init; }

    /// <summary>How far ahead is planned.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>The antenna is parked where the next contact is further off; null: never.</summary>
    public required TimeSpan? ParkBefore { get; init; }
}
