using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Pointing;

/// <summary>A satellite as an antenna sees it: where its signal comes from, by its orbit.</summary>
/// <param name="satellite">The orbit.</param>
/// <param name="view">The sky that it is seen in.</param>
/// <param name="refraction">Whether the air's bending is added; it lifts what is on the horizon by half a degree.</param>
public sealed class SatelliteTarget(IOrbit satellite, SkyView view, bool refraction = true) : ISkyTarget
{
    private const double Degrees = 180 / Math.PI;

    /// <inheritdoc/>
    public (double AzimuthDegrees, double ElevationDegrees) DirectionAt(DateTimeOffset utc) =>
        view.TryLook(satellite, utc, out LookAngles look, lightTime: true)
            ? (look.AzimuthRadians * Degrees, (refraction ? look.RefractedElevationRadians : look.ElevationRadians) * Degrees)
            : (double.NaN, double.NaN);
}
