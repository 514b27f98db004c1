namespace GroundTerminal.Station.Contacts;

/// <summary>A satellite that the station is to receive, as the configuration says.</summary>
public sealed record TrackedSatellite
{
    /// <summary>Priority of a pass that an operator asked for.</summary>
    public const int OperatorPriority = int.MaxValue;

    /// <summary>Name; channels are joined to it by this.</summary>
    public required string Name { get; init; }

    /// <summary>Catalogue number of its orbit data; 0 where it is found by its name.</summary>
    public int CatalogNumber { get; init; }

    /// <summary>Where passes overlap the greater one wins, whatever the passes are worth.</summary>
    public int Priority { get; init; }

    /// <summary>A contact lasts while the satellite is above this, degrees.</summary>
    public double LeastElevationDegrees { get; init; }

    /// <summary>Frames that it sends a minute, to weigh passes by; above 0.</summary>
    public double FramesPerMinute { get; init; } = 6;
}
