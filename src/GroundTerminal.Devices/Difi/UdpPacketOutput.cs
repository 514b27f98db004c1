using System.Net;
using System.Net.Sockets;

namespace GroundTerminal.Devices.Difi;

/// <summary>Sends each packet as a UDP datagram, to one address or to a multicast group.</summary>
public sealed class UdpPacketOutput : IPacketOutput
{
    private const int Wait = 20_000;
    private readonly Socket _socket;

    /// <param name="address">Where to.</param>
    /// <exception cref="SocketException">There is no such address, or no way to it.</exception>
    public UdpPacketOutput(DifiAddress address)
    {
        IPEndPoint endpoint = address.Resolve();
        _socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, SendBufferSize = 1 << 20 };
        try
        {
            if (DifiAddress.IsMulticast(endpoint.Address) && address.Interface is { AddressFamily: AddressFamily.InterNetwork } own)
                _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, own.GetAddressBytes());
            _socket.Connect(endpoint);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    // A refusal tells of an earlier packet, that nobody listened to; the next goes out.
    public bool TrySend(ReadOnlySpan<byte> packet)
    {
        for (int tries = 0; tries < 3; tries++)
        {
            _socket.Send(packet, SocketFlags.None, out SocketError error);
            if (error == SocketError.Success)
                return true;
            if (error is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
                _socket.Poll(Wait, SelectMode.SelectWrite);
            else if (error != SocketError.ConnectionRefused)
                return false;
        }
        return false;
    }

    public bool TakeRenewal() => false;

    public void Dispose() => _socket.Dispose();
}
