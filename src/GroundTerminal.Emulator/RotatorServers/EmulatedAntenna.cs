using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station;
using static System.FormattableString;

namespace GroundTerminal.Emulator.RotatorServers;

/// <summary>An emulated rotator as those see it who drive it from outside: its own controller, which refuses what is beyond its limits.</summary>
/// <param name="rotator">The mechanics.</param>
/// <param name="limits">What may be asked for, of the mechanics.</param>
/// <param name="park">Parking position, of the mechanics.</param>
public sealed class EmulatedAntenna(EmulatedRotator rotator, RotatorLimits limits, (double AzimuthDegrees, double ElevationDegrees) park) : IAntenna
{
    /// <inheritdoc/>
    public (double AzimuthDegrees, double ElevationDegrees)? Position => rotator.Feedback is { IsHeard: true } f ? (f.AzimuthDegrees, f.ElevationDegrees) : null;

    /// <inheritdoc/>
    public RotatorLimits Limits => limits;

    /// <inheritdoc/>
    public string? Point(double azimuthDegrees, double elevationDegrees)
    {
        if (!(azimuthDegrees >= limits.LeastAzimuthDegrees && azimuthDegrees <= limits.MostAzimuthDegrees))
            return Invariant($"azimuth {azimuthDegrees}: expected {limits.LeastAzimuthDegrees} to {limits.MostAzimuthDegrees} degrees");
        if (!(elevationDegrees >= limits.LeastElevationDegrees && elevationDegrees <= limits.MostElevationDegrees))
            return Invariant($"elevation {elevationDegrees}: expected {limits.LeastElevationDegrees} to {limits.MostElevationDegrees} degrees");
        rotator.Point(azimuthDegrees, elevationDegrees);
        return null;
    }

    /// <inheritdoc/>
    public string? Park() => Point(park.AzimuthDegrees, park.ElevationDegrees);

    /// <inheritdoc/>
    public void Stop() => rotator.Stop();
}
