namespace GroundTerminal.Coding.Framing;

/// <summary>A framing with its options.</summary>
/// <param name="Name">A name of <see cref="FramingCatalog"/>.</param>
/// <param name="Options">Options of the framing.</param>
public sealed record FramingChoice(string Name, FramingOptions Options)
{
    /// <summary>With default options.</summary>
    public FramingChoice(string name)
        : this(name, FramingOptions.Default)
    {
    }
}
