using System.Net;

namespace GroundTerminal.Devices.Links;

/// <summary>How a TCP server listens.</summary>
/// <param name="Endpoint">Address and port; port 0 for any that is free.</param>
public sealed record LinkServerOptions(IPEndPoint Endpoint)
{
    /// <summary>Clients at a time; more are turned away.</summary>
    public int MostClients { get; init; } = 16;

    /// <summary>A client that does not take its answers for so long is dropped.</summary>
    public TimeSpan SendLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>On this machine alone.</summary>
    public static LinkServerOptions Loopback(int port) => new(new IPEndPoint(IPAddress.Loopback, port));
}
