using System.Globalization;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Live;

/// <summary>Sets the antenna's offsets by a direction that its beam is on, and keeps them.</summary>
/// <param name="antenna">What points by them.</param>
/// <param name="site">Where Sun and Moon are seen from.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">The station's time.</param>
public sealed class LiveCalibration(MotionAuthority antenna, Site site, CalibrationStore store, TimeProvider clock)
{
    /// <summary>Lower down the air bends by more than is known of it, and the ground is in the beam.</summary>
    private const double LeastElevationDegrees = 5;

    private readonly Lock _lock = new();
    private readonly SkyView _view = new(site);

    /// <summary>The beam is on a direction, degrees.</summary>
    /// <returns>Null, or why it is not taken.</returns>
    /// <exception cref="IOException">It is used, but cannot be kept.</exception>
    public string? By(double azimuthDegrees, double elevationDegrees) => By(azimuthDegrees, elevationDegrees, "given by an operator");

    /// <summary>The beam is on the Sun.</summary>
    /// <returns>Null, or why it is not taken.</returns>
    /// <exception cref="IOException">It is used, but cannot be kept.</exception>
    public string? BySun() => By("Sun", _view.Sun);

    /// <summary>The beam is on the Moon.</summary>
    /// <returns>Null, or why it is not taken.</returns>
    /// <exception cref="IOException">It is used, but cannot be kept.</exception>
    public string? ByMoon() => By("Moon", _view.Moon);

    /// <summary>The configured offsets count alone again.</summary>
    /// <returns>Null, or why not.</returns>
    /// <exception cref="IOException">They do, but what is kept cannot be removed.</exception>
    public string? Reset()
    {
        lock (_lock)
        {
            if (antenna.ResetCalibration() is { } refusal)
                return refusal;
            Keep(store.Clear);
            return null;
        }
    }

    private string? By(string body, Func<DateTimeOffset, LookAngles> where)
    {
        LookAngles look = where(clock.GetUtcNow());
        var (azimuth, elevation) = (double.RadiansToDegrees(look.AzimuthRadians), double.RadiansToDegrees(look.RefractedElevationRadians));
        return elevation < LeastElevationDegrees
            ? string.Create(CultureInfo.InvariantCulture, $"The {body} is at elevation {elevation:0.0}; at least {LeastElevationDegrees:0} is needed.")
            : By(azimuth, elevation, body);
    }

    private string? By(double azimuth, double elevation, string foundBy)
    {
        lock (_lock)
        {
            var (calibration, refusal) = antenna.Calibrate(azimuth, elevation, foundBy);
            if (calibration is null)
                return refusal;
            Keep(() => store.Save(calibration));
            return null;
        }
    }

    private static void Keep(Action keep)
    {
        try
        {
            keep();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"It holds until the station ends, but cannot be kept: {e.Message}", e);
        }
    }
}
