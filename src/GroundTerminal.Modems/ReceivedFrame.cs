namespace GroundTerminal.Modems;

/// <summary>A frame as a <see cref="Receiver"/> hands it over. Valid only during the call.</summary>
public readonly ref struct ReceivedFrame
{
    /// <summary>Index of the framing in <see cref="ReceiverOptions.Framings"/>.</summary>
    public required int Framing { get; init; }

    /// <summary>The frame without its check.</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Index, in the receiver's input stream, of the sample at the middle of the frame's first symbol.</summary>
    public required long FirstSample { get; init; }

    /// <summary>Index of the first sample after the frame.</summary>
    public required long EndSample { get; init; }

    /// <summary>Es/N0 estimate over the frame, dB (the signal-to-noise ratio in the symbol-rate bandwidth).</summary>
    public required float SnrDb { get; init; }

    /// <summary>Carrier frequency found, Hz from 0 Hz of the stream. For FSK audio, the DC offset in units of the signal's own deviation is not known in Hz: then 0.</summary>
    public required float FrequencyOffsetHz { get; init; }

    /// <summary>Symbol clock offset against nominal, parts per million; positive where the transmitter is fast.</summary>
    public required float TimingOffsetPpm { get; init; }

    /// <summary>True where the frame was found with the symbols inverted.</summary>
    public required bool Inverted { get; init; }

    /// <summary>Bits corrected to make the check pass.</summary>
    public required int CorrectedBits { get; init; }

    /// <summary>True where the framing has no check over the payload: bits of it may be wrong.</summary>
    public required bool Unchecked { get; init; }

    /// <summary>False where the check passed but the header is not one that the protocol would send.</summary>
    public required bool HeaderPlausible { get; init; }
}
