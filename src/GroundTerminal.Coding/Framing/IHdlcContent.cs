namespace GroundTerminal.Coding.Framing;

/// <summary>Stands for the frame check where an HDLC frame holds a code word that can be corrected.</summary>
public interface IHdlcContent
{
    /// <summary>What the last successful <see cref="Decode"/> found; valid until the next one.</summary>
    ReadOnlySpan<byte> Payload { get; }

    /// <summary>Code symbols that it corrected.</summary>
    int Corrected { get; }

    /// <summary>Decodes a frame.</summary>
    /// <param name="frame">All octets between two flags, stuffing undone, the two of the frame check with them.</param>
    bool Decode(ReadOnlySpan<byte> frame);
}
