namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Tells when an axis without power has come to rest: the mean angle of the last 0.15 s is that of the 0.15 s before.</summary>
/// <param name="toleranceDegrees">Difference of the means that is noise.</param>
internal sealed class RestDetector(double toleranceDegrees, double rateHz)
{
    private const double HalfSeconds = 0.15;
    private readonly double[] _degrees = new double[2 * (int)Math.Ceiling(HalfSeconds * rateHz)];
    private int _count;

    public void Restart() => _count = 0;

    /// <summary>Once a period.</summary>
    public bool IsAtRest(double degrees)
    {
        _degrees[_count++ % _degrees.Length] = degrees;
        if (_count < _degrees.Length)
            return false;
        double older = 0, newer = 0;
        for (int i = 0; i < _degrees.Length; i++)
        {
            if (i < _degrees.Length / 2)
                older += _degrees[(_count + i) % _degrees.Length];
            else
                newer += _degrees[(_count + i) % _degrees.Length];
        }
        return Math.Abs(newer - older) / (_degrees.Length / 2) <= toleranceDegrees;
    }
}
