namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>How far an axis turns on without power, learnt from what it did: by direction, speed and how long power had been on.</summary>
internal sealed class CoastTable(double mostDegrees)
{
    private const double Weight = 0.4, Safety = 1.25;
    private const int StopsToTrust = 3;
    private static readonly double[] OnSeconds = [0.1, 0.2, 0.4, 0.8, double.PositiveInfinity];
    private readonly double[] _degrees = [.. Enumerable.Repeat(mostDegrees, 4 * OnSeconds.Length)];
    private readonly int[] _stops = new int[4 * OnSeconds.Length];

    /// <summary>What is expected, degrees.</summary>
    public double Expected(int direction, bool fast, double onSeconds) => _degrees[Index(direction, fast, onSeconds)];

    /// <summary>What it will hardly exceed, degrees.</summary>
    public double Bound(int direction, bool fast, double onSeconds)
    {
        int i = Index(direction, fast, onSeconds);
        return _stops[i] < StopsToTrust ? Math.Max(mostDegrees, _degrees[i]) : _degrees[i] * Safety;
    }

    public void Learn(int direction, bool fast, double onSeconds, double degrees)
    {
        int i = Index(direction, fast, onSeconds);
        double seen = Math.Clamp(degrees, 0, 2 * mostDegrees);
        _degrees[i] += (_stops[i]++ == 0 ? 1 : Weight) * (seen - _degrees[i]);
    }

    private static int Index(int direction, bool fast, double onSeconds) =>
        ((direction > 0 ? 2 : 0) + (fast ? 1 : 0)) * OnSeconds.Length + Array.FindIndex(OnSeconds, s => onSeconds < s);
}
