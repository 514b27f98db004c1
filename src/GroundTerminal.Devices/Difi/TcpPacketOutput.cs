using System.Diagnostics;
using System.Net.Sockets;

namespace GroundTerminal.Devices.Difi;

/// <summary>Sends packets one after the other over a TCP connection, which is opened again when it is lost; meanwhile they are dropped.</summary>
/// <param name="address">Where to.</param>
public sealed class TcpPacketOutput(DifiAddress address) : IPacketOutput
{
    private const int Patience = 2_000_000;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromSeconds(1);
    private Socket? _socket;
    private long _tried;
    private bool _renewed;

    public bool TrySend(ReadOnlySpan<byte> packet)
    {
        if (_socket is null && !TryConnect())
            return false;
        while (!packet.IsEmpty)
        {
            int sent = _socket!.Send(packet, SocketFlags.None, out SocketError error);
            bool goesOn = error == SocketError.Success || (error == SocketError.WouldBlock && _socket.Poll(Patience, SelectMode.SelectWrite));
            if (!goesOn)
            {
                Close();
                return false;
            }
            packet = packet[Math.Max(0, sent)..];
        }
        return true;
    }

    public bool TakeRenewal()
    {
        bool renewed = _renewed;
        _renewed = false;
        return renewed;
    }

    public void Dispose() => Close();

    private bool TryConnect()
    {
        if (_tried != 0 && Stopwatch.GetElapsedTime(_tried) < Pause)
            return false;
        _tried = Stopwatch.GetTimestamp();
        Socket? socket = null;
        try
        {
            var endpoint = address.Resolve();
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = new CancellationTokenSource(ConnectTime);
            socket.ConnectAsync(endpoint, limit.Token).AsTask().GetAwaiter().GetResult();
            socket.Blocking = false;
            (_socket, _renewed) = (socket, true);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket?.Dispose();
            return false;
        }
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
