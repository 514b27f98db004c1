using System.Net;

namespace GroundTerminal.Delivery;

/// <summary>Settings of a <see cref="KissTcpServer"/>.</summary>
public sealed record KissServerOptions
{
    /// <summary>Where it listens; port 0 lets the system choose.</summary>
    public IPEndPoint Endpoint { get; init; } = new(IPAddress.Loopback, 8100);

    /// <summary>Frames that wait for one client at most; then its oldest is dropped.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>Clients at a time; one more is turned away.</summary>
    public int MaxClients { get; init; } = 256;

    /// <summary>A client that takes no byte for so long while frames wait for it is dropped.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes the frames that clients send; null where they are counted and forgotten.</summary>
    public KissFrameTaker? Taker { get; init; }
}
