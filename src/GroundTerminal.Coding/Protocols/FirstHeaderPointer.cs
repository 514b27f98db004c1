namespace GroundTerminal.Coding.Protocols;

/// <summary>Where the first packet begins that begins in a frame: the two values of the 11-bit field that are no place.</summary>
/// <remarks>CCSDS 132.0-B-3 §4.1.2.7.6 (TM frames), 732.0-B-4 §4.1.4.2.3 (M_PDU of AOS frames): the same values.</remarks>
public static class FirstHeaderPointer
{
    /// <summary>The frame holds only idle data.</summary>
    public const int OnlyIdle = 0x7FE;

    /// <summary>No packet begins in the frame: all of it continues one.</summary>
    public const int None = 0x7FF;
}
