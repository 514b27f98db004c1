namespace GroundTerminal.Devices.Serial;

/// <summary>An open link to a device: bytes out, bytes in. One thread; disposing closes it.</summary>
public interface IByteLink : IDisposable
{
    /// <summary>Time that a byte takes on the wire, seconds; 0 where it does not matter.</summary>
    double SecondsPerByte { get; }

    /// <summary>Waits for bytes.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="wait">How long at most.</param>
    /// <returns>Bytes read; 0 where the time went by.</returns>
    /// <exception cref="LinkException">The device went away or the other side closed.</exception>
    int Read(Span<byte> buffer, TimeSpan wait);

    /// <summary>Hands bytes over for sending; waits a second at most for room.</summary>
    /// <exception cref="LinkException">The device went away, or takes nothing.</exception>
    void Write(ReadOnlySpan<byte> bytes);
}
