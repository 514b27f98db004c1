namespace GroundTerminal.Decoding;

/// <summary>How sure <c>--auto</c> is of what it found.</summary>
public enum AutoConfidence
{
    /// <summary>At least one frame passed a strong check: by chance, less than once in 10⁹ recordings.</summary>
    Certain,

    /// <summary>Several frames passed a weak check, or have the sync word of a framing without one.</summary>
    Likely,

    /// <summary>There are symbols of this modulation and rate, but no framing that is built reads them.</summary>
    SignalOnly,
}
