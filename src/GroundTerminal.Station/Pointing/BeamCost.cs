namespace GroundTerminal.Station.Pointing;

/// <summary>What a second with an error of the beam costs: being off target first, then the squared error.</summary>
internal sealed class BeamCost
{
    private const float Off = 1000, NearlyOff = 100, Most = 50;
    private readonly float _square, _nearly;

    public BeamCost(RotatorGeometry geometry)
    {
        var tolerance = geometry.ToleranceDegrees;
        _square = Square(tolerance);
        _nearly = Square(Math.Max(tolerance / 2, tolerance - geometry.DeadBandDegrees - (geometry.BacklashDegrees / 2)));
    }

    /// <summary>What a second off target costs.</summary>
    public static float OffTarget => Off;

    public bool IsOff(float cosine) => 2 * (1 - cosine) > _square;

    /// <param name="cosine">Of the error.</param>
    public float Of(float cosine)
    {
        var square = 2 * (1 - cosine);
        return Math.Min(square / _square, Most) + (square > _square ? Off : square > _nearly ? NearlyOff : 0);
    }

    private static float Square(double degrees) => (float)(2 * (1 - Math.Cos(double.DegreesToRadians(degrees))));
}
