namespace GroundTerminal.Station.Pointing;

/// <summary>Cells of azimuth: the error of the beam at the best elevation that the limits leave.</summary>
/// <remarks>With Δ between azimuth and target, tan e = sin el/(cos el·cos Δ), e from −90 to 270. In the target's own cell azimuth is the target's.</remarks>
internal sealed class AzimuthStage : ICellStage
{
    private readonly PassSamples _samples;
    private readonly BeamCost _cost;
    private readonly float[] _sin, _cos;
    private readonly (float Least, float Most)[] _ranges;
    private readonly float _cosHalf, _weight;
    private int _sample = -1;
    private float _sinTarget, _cosTarget, _up, _flat;

    /// <param name="cells">Azimuths of the cells.</param>
    /// <param name="ranges">Elevations that are allowed there.</param>
    public AzimuthStage(PassSamples samples, BeamCost cost, double[] cells, (double Least, double Most)[] ranges, double elevationSpeed)
    {
        (_samples, _cost) = (samples, cost);
        _sin = [.. cells.Select(a => (float)Math.Sin(double.DegreesToRadians(a)))];
        _cos = [.. cells.Select(a => (float)Math.Cos(double.DegreesToRadians(a)))];
        _ranges = [.. ranges.Select(r => ((float)r.Least, (float)r.Most))];
        _cosHalf = cells.Length > 1 ? (float)Math.Cos(double.DegreesToRadians((cells[1] - cells[0]) / 2)) : 1;
        _weight = MathF.Sqrt(BeamCost.OffTarget / (float)elevationSpeed);
    }

    public float Cost(int sample, int cell, out float other, out float weight)
    {
        if (sample != _sample)
            Look(sample);
        var cos = (_cos[cell] * _cosTarget) + (_sin[cell] * _sinTarget);
        var along = _flat * (Math.Abs(cos) >= _cosHalf ? MathF.CopySign(1, cos) : cos);
        var best = MathF.Atan2(_up, along) * (180 / MathF.PI);
        if (best < -90)
            best += 360;
        other = Math.Clamp(best, _ranges[cell].Least, _ranges[cell].Most);
        var cosine = MathF.Sqrt((along * along) + (_up * _up));
        if (other != best)
            cosine *= MathF.Cos((best - other) * (MathF.PI / 180));
        weight = _cost.IsOff(cosine) ? 0 : _weight;
        return _cost.Of(cosine);
    }

    private void Look(int sample)
    {
        _sample = sample;
        (_sinTarget, _cosTarget) = MathF.SinCos((float)double.DegreesToRadians(_samples.Azimuth[sample]));
        (_up, _flat) = MathF.SinCos((float)double.DegreesToRadians(_samples.Elevation[sample]));
    }
}
