using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Difi;

/// <summary>Packets as UDP datagrams, sent to this machine or to a multicast group.</summary>
internal sealed class UdpPacketInput : IPacketInput
{
    private const int BufferSize = 8 << 20, SocketLevel = 1, ReceiveBufferForce = 33;
    private readonly Socket _socket;

    /// <exception cref="SocketException">The address cannot be had.</exception>
    public UdpPacketInput(DifiAddress address)
    {
        IPEndPoint endpoint = address.Resolve();
        _socket = new Socket(endpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ReceiveBufferSize = BufferSize };
        try
        {
            ForceBuffer();
            bool group = DifiAddress.IsMulticast(endpoint.Address);
            if (group)
                _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(endpoint);
            if (group)
                Join(endpoint.Address, address.Interface);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => (IPEndPoint)_socket.LocalEndPoint!;

    public int Receive(Span<byte> packet, int microseconds)
    {
        int length = _socket.Receive(packet, SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock && microseconds > 0 && _socket.Poll(microseconds, SelectMode.SelectRead))
            length = _socket.Receive(packet, SocketFlags.None, out error);
        return error switch
        {
            SocketError.Success => length,
            SocketError.WouldBlock or SocketError.ConnectionRefused or SocketError.MessageSize => 0,
            _ => throw new RadioException(RadioFailure.Lost, $"the network failed: {error}"),
        };
    }

    public void Dispose() => _socket.Dispose();

    // Over the system's limit (net.core.rmem_max), where this process may: SO_RCVBUFFORCE of Linux.
    private void ForceBuffer()
    {
        Span<byte> size = stackalloc byte[sizeof(int)];
        BitConverter.TryWriteBytes(size, BufferSize);
        try
        {
            if (OperatingSystem.IsLinux())
                _socket.SetRawSocketOption(SocketLevel, ReceiveBufferForce, size);
        }
        catch (SocketException)
        {
        }
    }

    private void Join(IPAddress group, IPAddress? own)
    {
        if (group.AddressFamily == AddressFamily.InterNetworkV6)
            _socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group));
        else
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, own is null ? new MulticastOption(group) : new MulticastOption(group, own));
    }
}
