namespace GroundTerminal.Station.Pointing;

/// <summary>Which set-points go out: ahead of the motor's lag, and only when they differ enough from the last.</summary>
/// <remarks>
/// A motor that brakes in time with deceleration a follows a ramp of rate r by r²/(2a) behind, which is r/(2a) seconds; half a control period is added.
/// A set-point goes out when the path has left the last by half a dead band, and is then half a dead band ahead of it: each differs by a dead band from
/// the one before, and the motor is never told to be further than half of one from the path.
/// </remarks>
internal sealed class SetPointLaw(RotatorGeometry geometry, Mechanics mechanics, double periodSeconds)
{
    /// <summary>What went out last, as the controller takes it; not a number before the first.</summary>
    public double Azimuth { get; private set; } = double.NaN;

    /// <summary>What went out last, as the controller takes it; not a number before the first.</summary>
    public double Elevation { get; private set; } = double.NaN;

    /// <summary>What went out is no longer aimed at: the next set-point goes out in any case.</summary>
    public void Forget() => (Azimuth, Elevation) = (double.NaN, double.NaN);

    /// <summary>Towards a fixed place.</summary>
    /// <returns>True where it must go out.</returns>
    public bool Hold(double azimuth, double elevation)
    {
        if (!(double.IsFinite(azimuth) && double.IsFinite(elevation)))
            return false;
        var (a, e) = Clamp(azimuth, elevation);
        if (Math.Abs(a - Azimuth) < geometry.DeadBandDegrees && Math.Abs(e - Elevation) < geometry.DeadBandDegrees)
            return false;
        (Azimuth, Elevation) = (a, e);
        return true;
    }

    /// <summary>Along a path.</summary>
    /// <returns>True where something must go out.</returns>
    public bool Follow(PlanCurve path, double t)
    {
        var azimuth = path.Azimuth(t + Lead(path.AzimuthRate(t), geometry.AzimuthSpeedDegreesPerS, geometry.AzimuthAccelerationDegreesPerS2));
        var elevation = path.Elevation(t + Lead(path.ElevationRate(t), geometry.ElevationSpeedDegreesPerS, geometry.ElevationAccelerationDegreesPerS2));
        if (!(double.IsFinite(azimuth) && double.IsFinite(elevation)))
            return false;
        var (a, e) = Clamp(Ahead(azimuth, Azimuth), Ahead(elevation, Elevation));
        if (a == Azimuth && e == Elevation)
            return false;
        (Azimuth, Elevation) = (a, e);
        return true;
    }

    private double Lead(double rate, double speed, double acceleration) => (Math.Min(Math.Abs(rate), speed) / (2 * acceleration)) + (periodSeconds / 2);

    private double Ahead(double wanted, double last)
    {
        var difference = wanted - last;
        var half = geometry.DeadBandDegrees / 2;
        if (double.IsNaN(last) || Math.Abs(difference) >= 3 * half)
            return wanted;
        return Math.Abs(difference) < half ? last : wanted + Math.CopySign(half, difference);
    }

    private (double Azimuth, double Elevation) Clamp(double azimuth, double elevation)
    {
        var (a, e) = mechanics.FromController(azimuth, elevation);
        (a, e) = mechanics.Clamp(a, e);
        return mechanics.ToController(a, e);
    }
}
