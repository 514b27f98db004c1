namespace GroundTerminal.Station.Pointing;

/// <summary>Finds the path of the mechanics for one way of following a pass: azimuth first, with the best elevation at each, then elevation along it.</summary>
/// <remarks>Cells are replaced by the target's very angle where it is next to them, and the whole is made one that the motors can drive.</remarks>
internal sealed class PathFinder(RotatorGeometry geometry, Mechanics mechanics, PassSamples samples)
{
    /// <summary>Paths are planned a little slower than the motors are.</summary>
    private const double SpeedShare = 0.995;

    private const double MostCellDegrees = 2, LeastCellDegrees = 0.5;
    private readonly BeamCost _cost = new(geometry);
    private readonly double _cell = Math.Clamp(geometry.ToleranceDegrees, LeastCellDegrees, MostCellDegrees);
    private readonly double _azimuthSpeed = SpeedShare * geometry.AzimuthSpeedDegreesPerS;
    private readonly double _elevationSpeed = SpeedShare * geometry.ElevationSpeedDegreesPerS;

    /// <param name="least">Least elevation of this way of following.</param>
    /// <param name="most">Greatest.</param>
    /// <param name="place">Where the controller says that it is.</param>
    /// <param name="lead">How long it has until the first sample, s.</param>
    /// <remarks>The time to get to full speed is left out, so that a motor that is late does not brake at the first set-point.</remarks>
    /// <returns>As the controller takes it.</returns>
    public (double[] Azimuths, double[] Elevations) Find(double least, double most, (double Azimuth, double Elevation) place, double lead)
    {
        var (azimuth, elevation) = mechanics.FromController(place.Azimuth, place.Elevation);
        azimuth = Math.Clamp(azimuth, mechanics.LeastAzimuth, mechanics.MostAzimuth);
        elevation = Math.Clamp(elevation, mechanics.LeastElevation, mechanics.MostElevation);
        var azimuths = Azimuths(least, most, azimuth, lead * geometry.AzimuthSpeedDegreesPerS);
        var elevations = Elevations(azimuths, least, most, elevation, lead * geometry.ElevationSpeedDegreesPerS);
        for (var i = 0; i < azimuths.Length; i++)
        {
            var (a, e) = mechanics.Clamp(azimuths[i], elevations[i]);
            (azimuths[i], elevations[i]) = mechanics.ToController(a, e);
        }
        return (azimuths, elevations);
    }

    /// <summary>The elevation, −90 to 270, at which a beam of one azimuth is nearest to a direction of the sky: tan e = sin el/(cos el·cos Δ).</summary>
    internal static double BestElevation(double azimuth, double skyAzimuth, double skyElevation)
    {
        var (up, flat) = Math.SinCos(double.DegreesToRadians(skyElevation));
        var best = double.RadiansToDegrees(Math.Atan2(up, flat * Math.Cos(double.DegreesToRadians(skyAzimuth - azimuth))));
        return best < -90 ? best + 360 : best;
    }

    private static double[] Cells(double least, double most, double cell)
    {
        var count = (int)Math.Ceiling((most - least) / cell);
        return [.. Enumerable.Range(0, count + 1).Select(i => count == 0 ? least : least + ((most - least) * i / count))];
    }

    private (double Least, double Most) Range(double azimuth, double least, double most)
    {
        var range = mechanics.Elevations(azimuth);
        return (Math.Clamp(least, range.Least, range.Most), Math.Clamp(most, range.Least, range.Most));
    }

    private double[] Azimuths(double least, double most, double place, double reach)
    {
        var cells = Cells(mechanics.LeastAzimuth, mechanics.MostAzimuth, _cell);
        var stage = new AzimuthStage(samples, _cost, cells, Array.ConvertAll(cells, a => Range(a, least, most)), _elevationSpeed);
        var search = new CellSearch(stage, samples.Seconds, mechanics.LeastAzimuth, mechanics.MostAzimuth, _cell, _azimuthSpeed, _elevationSpeed);
        var wanted = search.Run(place, reach);
        for (var i = 0; i < wanted.Length; i++)
            wanted[i] = SnapAzimuth(wanted[i], search.CellDegrees, samples.Azimuth[i]);
        var path = Lipschitz.Limit(samples.Seconds, wanted, _azimuthSpeed);
        Lipschitz.LimitFrom(samples.Seconds, path, _azimuthSpeed, place, reach);
        return path;
    }

    /// <summary>Where the target, or the way over the top to it, is next to a cell, that very azimuth.</summary>
    private double SnapAzimuth(double azimuth, double cell, double skyAzimuth)
    {
        var (front, back) = (Mechanics.Difference(skyAzimuth, azimuth), Mechanics.Difference(skyAzimuth + 180, azimuth));
        var near = Math.Abs(front) <= Math.Abs(back) ? front : back;
        return Math.Abs(near) > cell ? azimuth : Math.Clamp(azimuth + near, mechanics.LeastAzimuth, mechanics.MostAzimuth);
    }

    private double[] Elevations(double[] azimuths, double least, double most, double place, double reach)
    {
        var cells = Cells(mechanics.LeastElevation, mechanics.MostElevation, _cell);
        var ranges = Array.ConvertAll(azimuths, a => Range(a, least, most));
        var stage = new ElevationStage(samples, _cost, azimuths, cells, ranges);
        var search = new CellSearch(stage, samples.Seconds, mechanics.LeastElevation, mechanics.MostElevation, _cell, _elevationSpeed, _azimuthSpeed);
        var wanted = search.Run(place, reach);
        for (var i = 0; i < wanted.Length; i++)
        {
            var best = Math.Clamp(BestElevation(azimuths[i], samples.Azimuth[i], samples.Elevation[i]), ranges[i].Least, ranges[i].Most);
            wanted[i] = Math.Abs(best - wanted[i]) <= search.CellDegrees ? best : wanted[i];
        }
        var path = Lipschitz.Limit(samples.Seconds, wanted, _elevationSpeed);
        Lipschitz.LimitFrom(samples.Seconds, path, _elevationSpeed, place, reach);
        return path;
    }
}
