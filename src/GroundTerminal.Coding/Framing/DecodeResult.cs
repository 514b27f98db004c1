namespace GroundTerminal.Coding.Framing;

/// <summary>What a deframer found: a frame, or a candidate it refused and why. Valid only during the call that hands it over.</summary>
public readonly ref struct DecodeResult
{
    /// <summary>Ok, or the reason the candidate was refused.</summary>
    public required DecodeStatus Status { get; init; }

    /// <summary>The frame without its check. Empty where there is nothing to show. Lives in the deframer's buffer: copy what is to be kept.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Index, since the last Reset, of the first symbol of the frame (the first after the sync or opening flag).</summary>
    public required long FirstSymbol { get; init; }

    /// <summary>Index, since the last Reset, of the first symbol after the frame.</summary>
    public required long EndSymbol { get; init; }

    /// <summary>Symbols or bits that were corrected to make the check pass.</summary>
    public int CorrectedBits { get; init; }

    /// <summary>False where the check passed but the header is not one that the framing's protocol would send.</summary>
    public bool HeaderPlausible { get; init; }

    /// <summary>True where the framing has no check over the payload: bits of it may be wrong.</summary>
    public bool Unchecked { get; init; }

    /// <summary>True where the frame was found with the symbols inverted.</summary>
    public bool Inverted { get; init; }
}
