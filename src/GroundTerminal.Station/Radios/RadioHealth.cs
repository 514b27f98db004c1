namespace GroundTerminal.Station.Radios;

/// <summary>How a radio device fares. Immutable.</summary>
public sealed record RadioHealth
{
    /// <summary>It streams; otherwise it is being opened again.</summary>
    public required bool Streams { get; init; }

    /// <summary>Faults since the start: it was lost, it hung, it broke off.</summary>
    public required long Faults { get; init; }

    /// <summary>How often it was opened again after one.</summary>
    public required long Recoveries { get; init; }

    /// <summary>Tries to open it again, those that failed included.</summary>
    public required long Attempts { get; init; }

    /// <summary>The last fault, for people; null where there was none.</summary>
    public required string? LastFault { get; init; }

    /// <summary>Losses of which only the clock told, how many samples.</summary>
    public required long LostByClock { get; init; }

    /// <summary>How much faster its sample clock runs than UTC as the machine has it, ppm; null before some seconds have passed.</summary>
    public required double? SampleClockPpm { get; init; }

    /// <summary>Half width of the interval that a sample's UTC lies in, s, that of the machine's clock included; null where nothing is known of that.</summary>
    public required double? UtcUncertaintySeconds { get; init; }
}
