using System.Buffers;

namespace GroundTerminal.Devices.Links;

/// <summary>One client's talk with a server: bytes in, answers out. One thread at a time; it waits for nothing.</summary>
public interface ILinkSession
{
    /// <summary>Reads what the client sent, in any cuts.</summary>
    /// <param name="bytes">What came.</param>
    /// <param name="answers">What goes back.</param>
    /// <returns>False where the client asked to end.</returns>
    bool Take(ReadOnlySpan<byte> bytes, IBufferWriter<byte> answers);

    /// <summary>Forgets what was read: another client is there.</summary>
    void Reset();
}
