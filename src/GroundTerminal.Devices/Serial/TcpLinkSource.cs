using System.Net.Sockets;
using static System.FormattableString;

namespace GroundTerminal.Devices.Serial;

/// <summary>A device behind a TCP port: rotctld, or a serial port that a network adapter or ser2net serves.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">TCP port.</param>
public sealed class TcpLinkSource(string host, int port) : IByteLinkSource
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public string Description => Invariant($"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");

    /// <inheritdoc/>
    public IByteLink Open(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ConnectLimit);
        Socket? socket = null;
        try
        {
            socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.ConnectAsync(host, port, limit.Token).AsTask().GetAwaiter().GetResult();
            return new TcpLink(socket, Description);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket?.Dispose();
            throw new LinkException($"{Description}: " + Reason(e), e);
        }
    }

    private static string Reason(Exception e) => e is SocketException socket
        ? socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "refused; see that a server listens there",
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "the name is not known; see its spelling and the DNS",
            _ => socket.Message,
        }
        : Invariant($"no answer within {ConnectLimit.TotalSeconds} s; see address, network and firewall");
}
