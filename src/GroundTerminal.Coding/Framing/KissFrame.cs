namespace GroundTerminal.Coding.Framing;

/// <summary>A frame as a <see cref="KissDecoder"/> found it. Valid until the decoder is fed again.</summary>
public readonly ref struct KissFrame
{
    /// <summary>Low half of the command byte: 0 is data, others set up a TNC.</summary>
    public required int Command { get; init; }

    /// <summary>High half of the command byte.</summary>
    public required int Port { get; init; }

    /// <summary>What follows the command byte, escapes undone; may be empty.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }
}
