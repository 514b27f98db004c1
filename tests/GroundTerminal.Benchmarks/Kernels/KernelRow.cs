namespace GroundTerminal.Benchmarks.Kernels;

/// <summary>One line of the race.</summary>
/// <param name="Row">The anchors' name of it where they have it.</param>
/// <param name="Unit">As the anchors write it: Mbit/s, Msamples/s, GB/s, transforms/s, ns.</param>
/// <param name="Goal">Ours over the best anchor (for a latency: the anchor over ours); null where there is none to reach.</param>
/// <param name="Create">Makes the input, checks that the kernel's answer is right (throws where it is not) and returns it ready to run.</param>
internal sealed record KernelRow(string Row, string Unit, double? Goal, Func<IKernelRun> Create)
{
    /// <summary>The anchors' row to race, where it is called otherwise; "" for none.</summary>
    public string AnchorRow { get; init; } = Row;

    /// <summary>A library of that name is shown, but is no anchor.</summary>
    public string? CeilingLibrary { get; init; }

    /// <summary>True for a latency.</summary>
    public bool LessIsBetter { get; init; }

    /// <summary>True where it measures itself on cores of its own choice.</summary>
    public bool UsesBothCores { get; init; }

    /// <summary>Ratio in which more is better.</summary>
    public double Ratio(double ours, double anchor) => LessIsBetter ? anchor / ours : ours / anchor;
}
