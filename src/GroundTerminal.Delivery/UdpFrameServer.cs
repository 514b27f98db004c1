using System.Net;
using System.Net.Sockets;

namespace GroundTerminal.Delivery;

/// <summary>Takes frames, one a UDP datagram. Empty and longer ones are not taken.</summary>
public sealed class UdpFrameServer : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private readonly DatagramTaker _taker;
    private readonly int _maxPayload;
    private readonly Task _receiving;

    /// <summary>Listens at once.</summary>
    /// <param name="endpoint">Where; port 0 lets the system choose.</param>
    /// <param name="maxPayload">Longest frame, bytes.</param>
    /// <param name="taker">Takes them.</param>
    /// <exception cref="SocketException">The address is in use, or is not this machine's.</exception>
    public UdpFrameServer(IPEndPoint endpoint, int maxPayload, DatagramTaker taker)
    {
        (_taker, _maxPayload) = (taker, maxPayload);
        _socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            _socket.Bind(endpoint);
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }
        Endpoint = (IPEndPoint)_socket.LocalEndPoint!;
        _receiving = ReceiveAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _receiving.ConfigureAwait(false);
        _socket.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[65536];
        while (true)
        {
            try
            {
                int count = await _socket.ReceiveAsync(buffer, SocketFlags.None, _stop.Token).ConfigureAwait(false);
                if (count > 0 && count <= _maxPayload)
                    _taker(buffer.AsSpan(0, count));
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // An answer of ICMP to nobody: the next datagram may come through.
                await Task.Delay(50).ConfigureAwait(false);
            }
        }
    }
}
