namespace GroundTerminal.Devices.Difi;

/// <summary>A frame of a <see cref="CaptureFile"/>.</summary>
/// <param name="linkType">What its first bytes are (tcpdump.org/linktypes.html).</param>
/// <param name="seconds">When it was captured, s since 1970; NaN where the file does not say.</param>
/// <param name="fullLength">Its bytes on the wire.</param>
/// <param name="bytes">Those that were captured; valid until the next is read.</param>
public readonly ref struct CapturedFrame(int linkType, double seconds, int fullLength, ReadOnlySpan<byte> bytes)
{
    /// <summary>What its first bytes are.</summary>
    public int LinkType { get; } = linkType;

    /// <summary>When it was captured, s since 1970.</summary>
    public double Seconds { get; } = seconds;

    /// <summary>Its bytes on the wire.</summary>
    public int FullLength { get; } = fullLength;

    /// <summary>Its bytes, as far as they were captured.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;
}
