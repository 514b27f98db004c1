namespace GroundTerminal.Coding.Protocols;

/// <summary>Which protocol's transfer frames.</summary>
public enum TransferFrameKind
{
    /// <summary>TM Space Data Link Protocol, CCSDS 132.0-B.</summary>
    Tm,

    /// <summary>AOS Space Data Link Protocol, CCSDS 732.0-B.</summary>
    Aos,
}
