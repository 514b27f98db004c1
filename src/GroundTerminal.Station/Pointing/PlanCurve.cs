namespace GroundTerminal.Station.Pointing;

/// <summary>Set-points of the mechanics against seconds, straight between them, read in nearly rising order of time.</summary>
internal sealed class PlanCurve(double[] seconds, double[] azimuths, double[] elevations)
{
    private int _cursor;

    public static PlanCurve Of(PassPlan plan) => new(
        [.. plan.Path.Select(p => (p.Time - plan.Path[0].Time).TotalSeconds)],
        [.. plan.Path.Select(p => p.AzimuthDegrees)],
        [.. plan.Path.Select(p => p.ElevationDegrees)]);

    public double Azimuth(double t) => At(azimuths, t);

    public double Elevation(double t) => At(elevations, t);

    /// <summary>Degrees/s; 0 outside.</summary>
    public double AzimuthRate(double t) => Rate(azimuths, t);

    /// <summary>Degrees/s; 0 outside.</summary>
    public double ElevationRate(double t) => Rate(elevations, t);

    private double At(double[] values, double t)
    {
        if (t <= seconds[0] || values.Length == 1)
            return values[0];
        if (t >= seconds[^1])
            return values[^1];
        Seek(t);
        return double.Lerp(values[_cursor], values[_cursor + 1], (t - seconds[_cursor]) / (seconds[_cursor + 1] - seconds[_cursor]));
    }

    private double Rate(double[] values, double t)
    {
        if (t < seconds[0] || t >= seconds[^1])
            return 0;
        Seek(t);
        return (values[_cursor + 1] - values[_cursor]) / (seconds[_cursor + 1] - seconds[_cursor]);
    }

    private void Seek(double t)
    {
        _cursor = Math.Clamp(_cursor, 0, seconds.Length - 2);
        while (_cursor > 0 && seconds[_cursor] > t)
            _cursor--;
        while (_cursor < seconds.Length - 2 && seconds[_cursor + 1] <= t)
            _cursor++;
    }
}
