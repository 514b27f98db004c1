namespace GroundTerminal.Contents;

/// <summary>What the frames of a framing begin with.</summary>
public enum CarriedProtocol
{
    /// <summary>Nothing that is known of all who use it.</summary>
    None,

    /// <summary>An AX.25 header.</summary>
    Ax25,

    /// <summary>A CSP 1.x header.</summary>
    Csp,

    /// <summary>Two bytes of length, then a CSP 1.x header with its bytes in reverse.</summary>
    CspReversedAfterLength,

    /// <summary>The header of a TM or an AOS transfer frame.</summary>
    TransferFrame,
}
