using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Live;

/// <summary>The antenna as rotctld clients have it: an unattended program beside the schedule, not a person beside the motors.</summary>
/// <remarks>
/// While a pass is followed, an order to point where the beam is all but already is taken as done: the client follows the same satellite. A stop is obeyed at once, as
/// every stop; but the pass goes on after some seconds, for clients such as gpredict send one whenever they let go. Whoever works at the antenna stops it over HTTP or stows it.
/// </remarks>
/// <param name="antenna">The motion authority.</param>
/// <param name="director">Whose passes go on.</param>
/// <param name="toleranceDegrees">Half of the beam's width.</param>
/// <param name="clock">The station's time.</param>
internal sealed class ClientAntenna(MotionAuthority antenna, ContactDirector director, double toleranceDegrees, TimeProvider clock) : IAntenna
{
    private const double Degree = Math.PI / 180;

    /// <inheritdoc/>
    public (double AzimuthDegrees, double ElevationDegrees)? Position => antenna.Position;

    /// <inheritdoc/>
    public RotatorLimits Limits => antenna.Limits;

    /// <inheritdoc/>
    public string? Point(double azimuthDegrees, double elevationDegrees) =>
        antenna.Point(azimuthDegrees, elevationDegrees) is { } refusal && !(antenna.Status.HasPass && IsNear(azimuthDegrees, elevationDegrees)) ? refusal : null;

    /// <inheritdoc/>
    public string? Park() => antenna.Park();

    /// <inheritdoc/>
    public void Stop()
    {
        antenna.Stop();
        director.Interrupted("stopped by a rotctld client", clock.GetUtcNow());
    }

    // The great circle between both: haversines.
    private bool IsNear(double azimuthDegrees, double elevationDegrees)
    {
        if (antenna.Position is not var (azimuth, elevation))
            return false;
        var (de, da) = (Math.Sin((elevationDegrees - elevation) * Degree / 2), Math.Sin((azimuthDegrees - azimuth) * Degree / 2));
        var haversine = (de * de) + (Math.Cos(elevation * Degree) * Math.Cos(elevationDegrees * Degree) * da * da);
        return 2 * Math.Asin(Math.Sqrt(Math.Clamp(haversine, 0, 1))) <= toleranceDegrees * Degree;
    }
}
