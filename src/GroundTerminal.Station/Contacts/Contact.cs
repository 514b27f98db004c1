using System.Text.Json.Serialization;

namespace GroundTerminal.Station.Contacts;

/// <summary>A time in which the station receives a satellite, or means to: what was planned, what became of it. Immutable; each step makes a new one.</summary>
public sealed record Contact
{
    /// <summary>Number in the contact store, rising; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>Satellite, by its configured name.</summary>
    public required string Satellite { get; init; }

    /// <summary>Catalogue number of the orbit.</summary>
    public required int CatalogNumber { get; init; }

    /// <summary>Priority.</summary>
    public required int Priority { get; init; }

    /// <summary>When it begins: the rise, or later where the antenna is not free before.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ends: the set, or earlier.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>When the satellite is highest.</summary>
    public required DateTimeOffset Culmination { get; init; }

    /// <summary>Elevation then, degrees.</summary>
    public required double MaxElevationDegrees { get; init; }

    /// <summary>Azimuth at <see cref="Start"/>, degrees.</summary>
    public required double StartAzimuthDegrees { get; init; }

    /// <summary>Azimuth at <see cref="End"/>, degrees.</summary>
    public required double EndAzimuthDegrees { get; init; }

    /// <summary>What it was weighed with: frames expected, weighed with the power received.</summary>
    public required double ExpectedFrames { get; init; }

    /// <summary>Where the orbit data came from.</summary>
    public string OrbitSource { get; init; } = "";

    /// <summary>How old they are at the start, hours.</summary>
    public double OrbitAgeHours { get; init; }

    /// <summary>An operator asked for it, or ended it.</summary>
    public bool ByOperator { get; init; }

    /// <summary>Where it stands.</summary>
    public ContactState State { get; init; }

    /// <summary>Why, where it is not the usual way.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How well the antenna should follow; null where there is none to turn.</summary>
    public PointingFigures? Predicted { get; init; }

    /// <summary>How well it did.</summary>
    public PointingFigures? Measured { get; init; }

    /// <summary>Frames of the satellite stored so far whose first symbol came within the contact.</summary>
    public long Frames { get; init; }

    /// <summary>Its life so far, oldest first.</summary>
    public IReadOnlyList<ContactEvent> Life { get; init; } = [];

    /// <summary>Whether nothing more will become of it.</summary>
    [JsonIgnore]
    public bool IsOver => State is ContactState.Completed or ContactState.Failed or ContactState.Cancelled;

    /// <summary>Whether the antenna was ever turned for it, or its channels listened.</summary>
    [JsonIgnore]
    public bool HasBegun => Life.Any(e => e.State == ContactState.PrePass);

    /// <summary>The contact, one step further.</summary>
    public Contact Become(DateTimeOffset time, ContactState state, string reason = "") =>
        this with { State = state, Reason = reason, Life = [.. Life, new ContactEvent(time, state, reason)] };
}
