namespace GroundTerminal.Station.Pointing;

/// <summary>A rotator's angles without its calibration offsets, and where they may be. Degrees.</summary>
internal sealed class Mechanics
{
    private readonly RotatorGeometry _geometry;
    private readonly double[]? _mask;

    public Mechanics(RotatorGeometry geometry)
    {
        _geometry = geometry;
        var (limits, margin) = (geometry.Limits, geometry.MarginDegrees);
        LeastAzimuth = limits.LeastAzimuthDegrees + margin - geometry.AzimuthOffsetDegrees;
        MostAzimuth = limits.MostAzimuthDegrees - margin - geometry.AzimuthOffsetDegrees;
        LeastElevation = limits.LeastElevationDegrees + margin - geometry.ElevationOffsetDegrees;
        MostElevation = limits.MostElevationDegrees - margin - geometry.ElevationOffsetDegrees;
        if (!geometry.AllowFlip)
            MostElevation = Math.Max(LeastElevation, Math.Min(MostElevation, 90));
        if (geometry.Mask is { } mask)
            _mask = [.. Enumerable.Range(0, 361).Select(a => double.RadiansToDegrees(mask.ElevationAt(double.DegreesToRadians(a))))];
    }

    public double LeastAzimuth { get; }

    public double MostAzimuth { get; }

    public double LeastElevation { get; }

    public double MostElevation { get; }

    /// <summary>0 to below 360.</summary>
    public static double Turn(double azimuth) => azimuth - (360 * Math.Floor(azimuth / 360)) is var a && a >= 360 ? 0 : a;

    /// <summary>−180 to below 180.</summary>
    public static double Difference(double a, double b) => Turn(a - b + 180) - 180;

    public (double Azimuth, double Elevation) ToController(double azimuth, double elevation) =>
        (azimuth + _geometry.AzimuthOffsetDegrees, elevation + _geometry.ElevationOffsetDegrees);

    public (double Azimuth, double Elevation) FromController(double azimuth, double elevation) =>
        (azimuth - _geometry.AzimuthOffsetDegrees, elevation - _geometry.ElevationOffsetDegrees);

    /// <summary>The beam's direction in the sky.</summary>
    public static (double Azimuth, double Elevation) ToSky(double azimuth, double elevation)
    {
        var (x, y, z) = Beam(azimuth, elevation);
        return (Turn(double.RadiansToDegrees(Math.Atan2(y, x))), double.RadiansToDegrees(Math.Atan2(z, Math.Sqrt((x * x) + (y * y)))));
    }

    /// <summary>Where the beam points: x north, y east, z up.</summary>
    public static (double X, double Y, double Z) Beam(double azimuth, double elevation)
    {
        var (sinA, cosA) = Math.SinCos(double.DegreesToRadians(azimuth));
        var (sinE, cosE) = Math.SinCos(double.DegreesToRadians(elevation));
        return (cosE * cosA, cosE * sinA, sinE);
    }

    /// <summary>Angle between the beam and a direction of the sky.</summary>
    /// <remarks>2·asin(|u − v|/2), exact for small angles too.</remarks>
    public static double BeamError(double azimuth, double elevation, double skyAzimuth, double skyElevation)
    {
        var (a, b) = (Beam(azimuth, elevation), Beam(skyAzimuth, skyElevation));
        var (x, y, z) = (a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        return double.RadiansToDegrees(2 * Math.Asin(Math.Min(1, Math.Sqrt((x * x) + (y * y) + (z * z)) / 2)));
    }

    /// <summary>Elevations that are free at an azimuth: above the limits and, on both sides of the zenith, above the mask.</summary>
    public (double Least, double Most) Elevations(double azimuth)
    {
        if (_mask is null)
            return (LeastElevation, MostElevation);
        var least = Math.Min(Math.Max(LeastElevation, MaskAt(azimuth)), MostElevation);
        return (least, Math.Max(least, Math.Min(MostElevation, 180 - MaskAt(azimuth + 180))));
    }

    /// <summary>The nearest place that is allowed.</summary>
    public (double Azimuth, double Elevation) Clamp(double azimuth, double elevation)
    {
        var a = Math.Clamp(azimuth, LeastAzimuth, MostAzimuth);
        var (least, most) = Elevations(a);
        return (a, Math.Clamp(elevation, least, most));
    }

    /// <summary>The azimuth inside the limits that means the same direction and is nearest to a place; what is a margin outside counts as the limit. Null where there is none.</summary>
    public double? NearestTurn(double azimuth, double near)
    {
        var slack = _geometry.MarginDegrees + 1e-9;
        var first = azimuth + (360 * Math.Ceiling((LeastAzimuth - slack - azimuth) / 360));
        double? best = null;
        for (var a = first; a <= MostAzimuth + slack; a += 360)
        {
            if (best is null || Math.Abs(a - near) < Math.Abs(best.Value - near))
                best = a;
        }
        return best is { } found ? Math.Clamp(found, LeastAzimuth, MostAzimuth) : null;
    }

    private double MaskAt(double azimuth)
    {
        var a = Turn(azimuth);
        var low = (int)a;
        return double.Lerp(_mask![low], _mask[low + 1], a - low);
    }
}
