namespace GroundTerminal.Devices.Serial;

/// <summary>Where a link comes from, again and again as it is lost.</summary>
public interface IByteLinkSource
{
    /// <summary>Device or address, for people.</summary>
    string Description { get; }

    /// <summary>Opens it.</summary>
    /// <param name="cancellation">Ends the wait for a far side.</param>
    /// <exception cref="LinkException">It cannot be opened.</exception>
    IByteLink Open(CancellationToken cancellation);
}
