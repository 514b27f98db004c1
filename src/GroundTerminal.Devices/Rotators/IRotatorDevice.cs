namespace GroundTerminal.Devices.Rotators;

/// <summary>The rotator's end of a protocol: bytes to commands, answers to bytes. No I/O.</summary>
public interface IRotatorDevice
{
    /// <summary>Reads what came, in any cuts. A command that makes no sense comes as <see cref="RotatorCommand.Invalid"/>; nothing throws.</summary>
    /// <param name="requests">The commands that were finished are added here, in order.</param>
    void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorRequest> requests);

    /// <summary>What the device sends back.</summary>
    /// <param name="reply">
    /// Position, error, or <see cref="RotatorReply.Done"/> where there is nothing to say. Angles are rounded to the protocol's resolution and held within its range.
    /// </param>
    /// <returns>Bytes; empty where the protocol answers this with silence.</returns>
    byte[] Answer(RotatorRequest request, RotatorReply reply);

    /// <summary>Forgets what was read.</summary>
    void Reset();
}
