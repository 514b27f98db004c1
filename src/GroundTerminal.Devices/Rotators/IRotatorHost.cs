namespace GroundTerminal.Devices.Rotators;

/// <summary>Our end of a rotator's protocol where we drive: commands to bytes, bytes to replies. No I/O.</summary>
public interface IRotatorHost
{
    /// <summary>Writes a command, its angles rounded to the protocol's resolution.</summary>
    /// <param name="bytes">What goes on the wire; empty where it is refused.</param>
    /// <param name="refusal">Why it cannot be said in this protocol (no such command, angle outside the range); empty where it was written.</param>
    bool TryWrite(RotatorCommand command, out byte[] bytes, out string refusal);

    /// <summary>Reads what came, in any cuts; the unfinished rest is kept for the next call. Noise is passed over, nothing throws.</summary>
    /// <param name="replies">The replies that were finished are added here, in order.</param>
    void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorReply> replies);

    /// <summary>Forgets what was read, as after a reconnect.</summary>
    void Reset();
}
