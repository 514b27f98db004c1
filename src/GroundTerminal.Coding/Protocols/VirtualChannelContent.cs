namespace GroundTerminal.Coding.Protocols;

/// <summary>What the data fields of a virtual channel hold.</summary>
public enum VirtualChannelContent
{
    /// <summary>Space packets and encapsulation packets, running on from frame to frame (in AOS frames: M_PDU).</summary>
    Packets,

    /// <summary>A stream of bits (AOS frames only: B_PDU).</summary>
    Bitstream,

    /// <summary>Data of a fixed length a frame that the protocol knows nothing of (VCA_SDU).</summary>
    Access,
}
