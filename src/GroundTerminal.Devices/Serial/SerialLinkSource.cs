namespace GroundTerminal.Devices.Serial;

/// <summary>A serial port by its path, best one of /dev/serial/by-id, which stays the same wherever the adapter is plugged in.</summary>
/// <param name="path">The device.</param>
/// <param name="options">How the line is set.</param>
public sealed class SerialLinkSource(string path, SerialOptions options) : IByteLinkSource
{
    /// <inheritdoc/>
    public string Description => path;

    /// <inheritdoc/>
    public IByteLink Open(CancellationToken cancellation) => new SerialLink(path, options);
}
