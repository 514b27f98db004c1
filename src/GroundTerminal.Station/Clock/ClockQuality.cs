namespace GroundTerminal.Station.Clock;

/// <summary>How good the system clock is. Immutable.</summary>
public sealed record ClockQuality
{
    /// <summary>What keeps the clock, for users; <c>unknown</c> where no probe answers.</summary>
    public required string Source { get; init; }

    /// <summary>Whether something keeps it on UTC now.</summary>
    public required bool IsSynchronised { get; init; }

    /// <summary>Half width of the interval that UTC lies in, s; null where it was never synchronised since the start, so that nothing is known.</summary>
    public required double? UncertaintySeconds { get; init; }

    /// <summary>The error that is likely, s; null as above.</summary>
    public required double? EstimatedErrorSeconds { get; init; }

    /// <summary>Since when it is not synchronised, by the clock itself; null where it is. The start of the program where it never was.</summary>
    public required DateTimeOffset? UnsynchronisedSince { get; init; }

    /// <summary>For how long it is not synchronised, by a clock that does not jump.</summary>
    public required TimeSpan UnsynchronisedFor { get; init; }
}
