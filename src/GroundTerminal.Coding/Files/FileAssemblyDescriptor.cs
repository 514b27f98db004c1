namespace GroundTerminal.Coding.Files;

/// <summary>A way of sending files as the catalog knows it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Satellites">The satellites that send so, as the catalogue names them.</param>
/// <param name="Create">Makes the assembler, for one satellite.</param>
public sealed record FileAssemblyDescriptor(string Name, IReadOnlyList<string> Satellites, Func<IFileAssembler> Create)
{
    /// <summary>The framing of the transmitters that carry files; null where all do.</summary>
    public string? Framing { get; init; }
}
