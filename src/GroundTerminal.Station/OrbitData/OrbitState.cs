namespace GroundTerminal.Station.OrbitData;

/// <summary>Whether an orbit may still be used.</summary>
public enum OrbitState
{
    /// <summary>It may.</summary>
    Fresh,

    /// <summary>It may, but it is old enough for an alarm.</summary>
    Stale,

    /// <summary>It may not: it is shown, never followed.</summary>
    Expired,
}
