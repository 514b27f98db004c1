using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Configuration;

/// <summary>What turns the antenna.</summary>
public sealed record RotatorConfiguration
{
    /// <summary>emulated, or a protocol's name.</summary>
    public required string Kind { get; init; }

    /// <summary>Limits, speeds, places.</summary>
    public required RotatorGeometry Geometry { get; init; }

    /// <summary>Full width of the antenna's beam between its half-power points, degrees.</summary>
    public required double BeamwidthDegrees { get; init; }
}
