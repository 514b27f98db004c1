namespace GroundTerminal.Station.Pointing;

/// <summary>Cells of elevation along a path of azimuth.</summary>
internal sealed class ElevationStage(PassSamples samples, BeamCost cost, double[] azimuths, double[] cells, (double Least, double Most)[] ranges) : ICellStage
{
    private const float Forbidden = 1e6f;
    private readonly (float Sin, float Cos)[] _cells = [.. cells.Select(e => MathF.SinCos((float)double.DegreesToRadians(e)))];
    private readonly double _half = cells.Length > 1 ? (cells[1] - cells[0]) / 2 : 0;
    private int _sample = -1;
    private float _up, _along;

    public float Cost(int sample, int cell, out float other, out float weight)
    {
        if (sample != _sample)
            Look(sample);
        (other, weight) = (0, 0);
        if (cells[cell] < ranges[sample].Least - _half || cells[cell] > ranges[sample].Most + _half)
            return Forbidden;
        return cost.Of((_cells[cell].Cos * _along) + (_cells[cell].Sin * _up));
    }

    private void Look(int sample)
    {
        _sample = sample;
        var (up, flat) = Math.SinCos(double.DegreesToRadians(samples.Elevation[sample]));
        (_up, _along) = ((float)up, (float)(flat * Math.Cos(double.DegreesToRadians(samples.Azimuth[sample] - azimuths[sample]))));
    }
}
