namespace GroundTerminal.Coding.Framing;

/// <summary>Options that framings take; each framing reads those it knows.</summary>
public sealed record FramingOptions
{
    /// <summary>All defaults.</summary>
    public static FramingOptions Default { get; } = new();

    /// <summary>How many doubtful bits a deframer may flip to make a check pass: 0 (off), 1 or 2.</summary>
    public int MaxFlippedBits { get; init; }

    /// <summary>Longest frame looked for, in bytes, without check.</summary>
    public int MaxFrameLength { get; init; } = 1024;
}
