namespace GroundTerminal.Emulator.Rotators;

/// <summary>One axis of an emulated rotator.</summary>
/// <param name="LeastDegrees">Mechanical end stop.</param>
/// <param name="MostDegrees">Mechanical end stop.</param>
/// <param name="SpeedDegreesPerS">Speed of the motor at full power.</param>
/// <param name="AccelerationDegreesPerS2">How fast it gets there, and back to 0: inertia.</param>
public sealed record RotatorAxisOptions(double LeastDegrees, double MostDegrees, double SpeedDegreesPerS, double AccelerationDegreesPerS2)
{
    /// <summary>Play of the gear between the sensor and the antenna, degrees from one side to the other.</summary>
    public double BacklashDegrees { get; init; }

    /// <summary>The controller does not start the motor for less, degrees.</summary>
    public double DeadBandDegrees { get; init; } = 0.1;

    /// <summary>Step of the sensor, degrees.</summary>
    public double ResolutionDegrees { get; init; } = 0.1;
}
