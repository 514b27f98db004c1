namespace GroundTerminal.Station.Pointing;

/// <summary>How an antenna follows one pass, and how well it will.</summary>
public sealed record PassPlan
{
    /// <summary>Beginning of what was planned: UTC.</summary>
    public required DateTimeOffset Rise { get; init; }

    /// <summary>Its end: UTC.</summary>
    public required DateTimeOffset Set { get; init; }

    /// <summary>Latest useful time to set off for <see cref="StartAzimuthDegrees"/>; the time of planning where it is late already.</summary>
    public required DateTimeOffset PrePositionAt { get; init; }

    /// <summary>Set-points of the mechanics, in order of time, straight between them; at least one, the first at the rise (or when it was planned, if later).</summary>
    public required IReadOnlyList<MechanicalPoint> Path { get; init; }

    /// <summary>Offset by which the path was made, <see cref="RotatorGeometry.AzimuthOffsetDegrees"/>.</summary>
    public required double AzimuthOffsetDegrees { get; init; }

    /// <summary>Offset by which the path was made, <see cref="RotatorGeometry.ElevationOffsetDegrees"/>.</summary>
    public required double ElevationOffsetDegrees { get; init; }

    /// <summary>Whether most of the pass is followed over the top.</summary>
    public required bool Flipped { get; init; }

    /// <summary>Predicted: for how long the beam is further from the target than the tolerance, from the rise (or when it was planned, if later) to the set, s.</summary>
    public required double OffTargetSeconds { get; init; }

    /// <summary>Predicted: greatest error of the beam in that time, degrees.</summary>
    public required double WorstErrorDegrees { get; init; }

    /// <summary>How far azimuth turns from rise to set, back and forth added up, degrees.</summary>
    public required double AzimuthTravelDegrees { get; init; }

    /// <summary>Where to wait for the rise, of the mechanics.</summary>
    public double StartAzimuthDegrees => Path[0].AzimuthDegrees;

    /// <summary>Where to wait for the rise, of the mechanics.</summary>
    public double StartElevationDegrees => Path[0].ElevationDegrees;

    /// <summary>The set-point at a time; before the first the first, after the last the last.</summary>
    public (double AzimuthDegrees, double ElevationDegrees) At(DateTimeOffset time)
    {
        var (low, high) = (0, Path.Count - 1);
        if (time <= Path[low].Time)
            return (Path[low].AzimuthDegrees, Path[low].ElevationDegrees);
        if (time >= Path[high].Time)
            return (Path[high].AzimuthDegrees, Path[high].ElevationDegrees);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Path[middle].Time <= time ? (middle, high) : (low, middle);
        }
        var (a, b) = (Path[low], Path[high]);
        var share = (time - a.Time) / (b.Time - a.Time);
        return (double.Lerp(a.AzimuthDegrees, b.AzimuthDegrees, share), double.Lerp(a.ElevationDegrees, b.ElevationDegrees, share));
    }
}
