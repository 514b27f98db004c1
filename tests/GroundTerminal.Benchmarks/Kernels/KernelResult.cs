namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>What the race gave in one row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Ours">Value in its unit: the best of the rounds.</param>
/// <param name="Narrow">The same with vectors of 128 bits only.</param>
/// <param name="Anchor">The best library's, the best of the rounds; null where there is none.</param>
/// <param name="Library">Its name.</param>
/// <param name="Ceiling">Value of the row's ceiling.</param>
/// <param name="AllocatedBytes">A call's.</param>
internal sealed record KernelResult(KernelRow Row, double Ours, double? Narrow, double? Anchor, string? Library, double? Ceiling, long AllocatedBytes)
{
    private const double MostNarrowSlowdown = 2;

    public double? Ratio => Anchor is { } anchor ? Row.Ratio(Ours, anchor) : null;

    /// <summary>How many times slower without wide vectors.</summary>
    public double? Slowdown => Narrow is { } narrow ? Row.Ratio(Ours, narrow) : null;

    public bool IsShort => Ratio < Row.Goal;

    public bool IsNarrowShort => Slowdown > MostNarrowSlowdown;
}
