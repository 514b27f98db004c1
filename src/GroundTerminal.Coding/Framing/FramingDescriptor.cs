namespace GroundTerminal.Coding.Framing;

/// <summary>A framing as the catalog knows it.</summary>
/// <param name="Name">The name used in configuration and in the satellite catalogue, for instance <c>AX.25 G3RUH</c>.</param>
/// <param name="Standard">The document that defines it, with its issue.</param>
/// <param name="CreateDeframer">Makes a deframer.</param>
/// <param name="CreateFramer">Makes the encoder, where there is one.</param>
public sealed record FramingDescriptor(
    string Name,
    string Standard,
    Func<FramingOptions, IDeframer> CreateDeframer,
    Func<FramingOptions, IFramer>? CreateFramer)
{
    /// <summary>True where nothing keeps a frame's symbols from being the same for long: no scrambler, line code or bit stuffing. Receivers then hold their threshold.</summary>
    public bool HasLongRuns { get; init; }

    /// <summary>Bits of the frame's check, where it is short and nothing else refuses what is wrong: random symbols pass it once in 2 to that power. 32 where the check is longer, or a code refuses nearly all.</summary>
    public int CheckBits { get; init; } = 32;
}
