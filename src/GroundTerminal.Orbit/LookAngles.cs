namespace GroundTerminal.Orbit;

/// <summary>Direction, distance and their rates of change, seen from a site, without refraction.</summary>
public readonly record struct LookAngles
{
    /// <summary>From north over east, 0 to 2π.</summary>
    public double AzimuthRadians { get; init; }

    /// <summary>Above the plane of the horizon, −π/2 to π/2.</summary>
    public double ElevationRadians { get; init; }

    /// <summary>Distance.</summary>
    public double RangeKm { get; init; }

    /// <summary>Below 0 while it comes nearer.</summary>
    public double RangeRateKmPerS { get; init; }

    /// <summary>Rate of the azimuth; without bound near the zenith.</summary>
    public double AzimuthRateRadiansPerS { get; init; }

    /// <summary>Rate of the elevation.</summary>
    public double ElevationRateRadiansPerS { get; init; }

    /// <summary>Elevation at which the air's bending shows it, radians: for radio and light alike to some hundredths of a degree, 0.5° at the horizon.</summary>
    /// <remarks>T. Sæmundsson, "Astronomical refraction", Sky and Telescope 72 (1986) 70, for 1010 hPa and 10 °C; below −1° as at −1°.</remarks>
    public double RefractedElevationRadians
    {
        get
        {
            var degrees = Math.Max(-1, ElevationRadians * (180 / Math.PI));
            return ElevationRadians + (1.02 / 60 * (Math.PI / 180) / Math.Tan((degrees + (10.3 / (degrees + 5.11))) * (Math.PI / 180)));
        }
    }

    /// <summary>Angle to another direction, radians, 0 to π.</summary>
    public double AngleTo(in LookAngles other)
    {
        var ((sinA, cosA), (sinB, cosB)) = (Math.SinCos(ElevationRadians), Math.SinCos(other.ElevationRadians));
        var (sinD, cosD) = Math.SinCos(other.AzimuthRadians - AzimuthRadians);
        var (across, along) = (cosB * sinD, (cosA * sinB) - (sinA * cosB * cosD));
        return Math.Atan2(Math.Sqrt((across * across) + (along * along)), (sinA * sinB) + (cosA * cosB * cosD));
    }
}
