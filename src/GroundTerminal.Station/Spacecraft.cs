namespace GroundTerminal.Station;

/// <summary>A satellite as the catalogue knows it.</summary>
public sealed record Spacecraft
{
    /// <summary>NORAD catalogue number; some are temporary.</summary>
    public required int Norad { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> AlternativeNames { get; init; } = [];

    /// <summary>Its transmitters, in catalogue order.</summary>
    public required IReadOnlyList<Transmitter> Transmitters { get; init; }
}
