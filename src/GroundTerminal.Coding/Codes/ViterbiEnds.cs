namespace GroundTerminal.Coding.Codes;

/// <summary>What is known about the encoder's register before the first and after the last symbol of a block.</summary>
/// <param name="StartState">The last K − 1 bits before the block, the newest in bit 0; <see cref="UnknownState"/> where nothing is known.</param>
/// <param name="EndsInZero">True where the block ends with K − 1 zero bits, the tail; the decoder does not return them.</param>
public readonly record struct ViterbiEnds(int StartState, bool EndsInZero)
{
    /// <summary>Stands for no knowledge of the start.</summary>
    public const int UnknownState = -1;

    /// <summary>Begins and ends with a register of zeros: one block with its tail.</summary>
    public static ViterbiEnds Terminated => new(0, true);

    /// <summary>Begins with zeros, ends anywhere.</summary>
    public static ViterbiEnds FromZero => new(0, false);

    /// <summary>A piece of a running stream.</summary>
    public static ViterbiEnds Unknown => new(UnknownState, false);

    /// <summary>Goes on from a known state, such as <see cref="ViterbiResult.FinalState"/> of the block before.</summary>
    public static ViterbiEnds From(int state) => new(state, false);
}
