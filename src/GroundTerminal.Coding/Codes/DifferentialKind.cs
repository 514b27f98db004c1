namespace GroundTerminal.Coding.Codes;

/// <summary>Which bit is sent as a change of level.</summary>
public enum DifferentialKind
{
    /// <summary>NRZ-M: a 1 is a change (CCSDS 401.0-B, 2.2.3; IRIG 106 appendix C).</summary>
    Mark,

    /// <summary>NRZ-S: a 0 is a change; what HDLC and AX.25 call NRZI.</summary>
    Space,
}
