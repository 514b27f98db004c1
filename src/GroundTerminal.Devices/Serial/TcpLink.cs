using System.Net.Sockets;

namespace GroundTerminal.Devices.Serial;

/// <summary>A TCP connection as a link.</summary>
public sealed class TcpLink : IByteLink
{
    private readonly Socket _socket;
    private readonly string _description;

    /// <param name="socket">Connected; owned from here on.</param>
    /// <param name="description">Address, for people.</param>
    public TcpLink(Socket socket, string description)
    {
        (_socket, _description) = (socket, description);
        socket.SendTimeout = 1000;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
    }

    /// <inheritdoc/>
    public double SecondsPerByte => 0;

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait)
    {
        try
        {
            if (!_socket.Poll(wait, SelectMode.SelectRead))
                return 0;
            var count = _socket.Receive(buffer);
            return count > 0 ? count : throw new LinkException($"{_description}: closed by the other side");
        }
        catch (SocketException e)
        {
            throw new LinkException($"{_description}: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[_socket.Send(bytes)..];
        }
        catch (SocketException e)
        {
            throw new LinkException($"{_description}: {e.Message}", e);
        }
    }

    /// <summary>Closes it; what was written goes out first.</summary>
    public void Dispose() => _socket.Dispose();
}
