namespace GroundTerminal.Decoding;

/// <summary>How sure <c>--auto</c> is of what it found.</summary>
public enum AutoConfidence
{
    /// <summary>Its frames have 32 bits of evidence or more: one that passed a strong check, or several that passed a weak one. By chance less than once in 10⁹ recordings.</summary>
    Certain,

    /// <summary>12 bits or more: a frame with a weak check and half a header, or a dozen with the sync word of a framing that has no check. By chance once in 4000 recordings.</summary>
    Likely,

    /// <summary>There are symbols of this modulation and rate, but no framing that is built reads them.</summary>
    SignalOnly,
}
