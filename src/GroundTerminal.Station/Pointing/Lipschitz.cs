namespace GroundTerminal.Station.Pointing;

/// <summary>Makes a path one that can be driven.</summary>
internal static class Lipschitz
{
    /// <summary>The path that never moves faster than a speed and whose greatest distance from the wanted one is least.</summary>
    /// <remarks>The middle between the lowest such path above it, max over s of d(s) − v·|t − s|, and the highest below it (E. McShane, Extension of range of functions, 1934).</remarks>
    public static double[] Limit(IReadOnlyList<double> seconds, double[] wanted, double speed)
    {
        var (above, below) = ((double[])wanted.Clone(), (double[])wanted.Clone());
        for (var i = 1; i < wanted.Length; i++)
            Spread(above, below, i, i - 1, speed * (seconds[i] - seconds[i - 1]));
        for (var i = wanted.Length - 2; i >= 0; i--)
            Spread(above, below, i, i + 1, speed * (seconds[i + 1] - seconds[i]));
        return [.. above.Zip(below, (a, b) => (a + b) / 2)];
    }

    /// <summary>The same from a place where it is at the beginning: no further from it than can be driven.</summary>
    public static void LimitFrom(IReadOnlyList<double> seconds, double[] path, double speed, double place, double reach)
    {
        for (var i = 0; i < path.Length; i++)
            path[i] = Math.Clamp(path[i], place - reach - (speed * seconds[i]), place + reach + (speed * seconds[i]));
    }

    private static void Spread(double[] above, double[] below, int i, int neighbour, double most)
    {
        above[i] = Math.Max(above[i], above[neighbour] - most);
        below[i] = Math.Min(below[i], below[neighbour] + most);
    }
}
