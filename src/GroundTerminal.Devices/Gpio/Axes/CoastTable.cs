namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>How far an axis turns on without power, learnt from what it did: by direction, speed and how long power had been on.</summary>
/// <remarks>
/// Before anything was learnt: in proportion to the speed, which is the most that dry friction (square of the speed) and viscous friction do, and the
/// speed in proportion to the time since power went on.
/// </remarks>
/// <param name="mostDegrees">From full speed, at most.</param>
/// <param name="spinUpSeconds">Shortest time to full speed.</param>
internal sealed class CoastTable(double mostDegrees, double spinUpSeconds)
{
    private const double Weight = 0.4, Safety = 1.25, Forgetting = 0.95;
    private const int StopsToTrust = 3;
    private static readonly double[] OnSeconds = [0.05, 0.1, 0.2, 0.4, 0.8, double.PositiveInfinity];
    private readonly double[] _degrees = new double[4 * OnSeconds.Length], _farthest = new double[4 * OnSeconds.Length];
    private readonly int[] _stops = new int[4 * OnSeconds.Length];

    /// <summary>What is expected, degrees.</summary>
    public double Expected(int direction, bool fast, double onSeconds)
    {
        int i = Index(direction, fast, onSeconds);
        return _stops[i] > 0 ? _degrees[i] : Unlearnt(onSeconds);
    }

    /// <summary>What it will hardly exceed, degrees: after longer power it coasts no less.</summary>
    public double Bound(int direction, bool fast, double onSeconds)
    {
        double bound = Unlearnt(onSeconds);
        int first = Index(direction, fast, onSeconds), end = ((first / OnSeconds.Length) + 1) * OnSeconds.Length;
        bool isLearnt = false;
        for (int i = first; i < end; i++)
        {
            if (_stops[i] < StopsToTrust)
                continue;
            bound = isLearnt || i > first ? Math.Min(bound, _farthest[i] * Safety) : _farthest[i] * Safety;
            isLearnt = true;
        }
        return bound;
    }

    public void Learn(int direction, bool fast, double onSeconds, double degrees)
    {
        int i = Index(direction, fast, onSeconds);
        double seen = Math.Clamp(degrees, 0, 2 * mostDegrees);
        _farthest[i] = Math.Max(seen, _farthest[i] * Forgetting);
        _degrees[i] += (_stops[i]++ == 0 ? 1 : Weight) * (seen - _degrees[i]);
    }

    private static int Index(int direction, bool fast, double onSeconds) =>
        ((direction > 0 ? 2 : 0) + (fast ? 1 : 0)) * OnSeconds.Length + Array.FindIndex(OnSeconds, s => onSeconds < s);

    private double Unlearnt(double onSeconds) => mostDegrees * Math.Min(1, onSeconds / spinUpSeconds);
}
