namespace GroundTerminal.Orbit;

/// <summary>A time during which a satellite is above a site's horizon.</summary>
public sealed record Pass
{
    /// <summary>When it comes above the least elevation, to 10 ms; null where it has been there for longer than was searched.</summary>
    public required DateTimeOffset? Rise { get; init; }

    /// <summary>When it is highest.</summary>
    public required DateTimeOffset Culmination { get; init; }

    /// <summary>When it goes below the least elevation; null where it stays for longer than was searched.</summary>
    public required DateTimeOffset? Set { get; init; }

    /// <summary>Direction at the rise; where that is null, at the beginning of the search.</summary>
    public required LookAngles AtRise { get; init; }

    /// <summary>Direction at the culmination.</summary>
    public required LookAngles AtCulmination { get; init; }

    /// <summary>Direction at the set; where that is null, at the end of the search.</summary>
    public required LookAngles AtSet { get; init; }
}
