using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Difi;

/// <summary>Packets one after the other in a TCP stream, each as long as its header says.</summary>
internal sealed class TcpPacketInput : IPacketInput
{
    private readonly Socket _socket;
    private readonly byte[] _bytes = new byte[2 * DifiReceiver.LongestPacket];
    private int _first, _end;

    private TcpPacketInput(Socket socket)
    {
        _socket = socket;
        _socket.Blocking = false;
    }

    /// <summary>Connects, or waits until somebody does.</summary>
    /// <exception cref="SocketException">The address cannot be had.</exception>
    /// <exception cref="RadioException">Nobody came.</exception>
    public static TcpPacketInput Open(DifiAddress address, TimeSpan wait)
    {
        var endpoint = address.Resolve();
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = new CancellationTokenSource(wait);
        try
        {
            if (address.Scheme == "tcp")
            {
                socket.ConnectAsync(endpoint, limit.Token).AsTask().GetAwaiter().GetResult();
                return new TcpPacketInput(socket);
            }
            using Socket listener = socket;
            listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Bind(endpoint);
            listener.Listen(1);
            return new TcpPacketInput(listener.AcceptAsync(limit.Token).AsTask().GetAwaiter().GetResult());
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException)
                throw new RadioException(RadioFailure.Absent, $"{address}: no connection in {wait.TotalSeconds:0.#} s; start the other side, or correct radio.device", e);
            throw;
        }
    }

    public int Receive(Span<byte> packet, int microseconds)
    {
        long started = Stopwatch.GetTimestamp();
        int length;
        while ((length = TakePacket(packet)) == 0)
        {
            int left = microseconds - (int)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (!TryFill() && (left <= 0 || !_socket.Poll(left, SelectMode.SelectRead)))
                return 0;
        }
        return length;
    }

    public void Dispose() => _socket.Dispose();

    private int TakePacket(Span<byte> packet)
    {
        int there = _end - _first;
        if (there < 4)
            return 0;
        uint word = BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(_first));
        int length = (int)(word & 0xFFFF) * 4;
        if (length is < 4 or > DifiReceiver.LongestPacket || word >> 31 != 0)
            throw new RadioException(RadioFailure.Protocol, $"what comes is no stream of VITA 49 packets (a header of 0x{word:X8}); give the address of a DIFI sender in radio.device");
        if (there < length)
            return 0;
        _bytes.AsSpan(_first, length).CopyTo(packet);
        _first += length;
        return length;
    }

    private bool TryFill()
    {
        if (_first > 0)
        {
            _bytes.AsSpan(_first, _end - _first).CopyTo(_bytes);
            (_first, _end) = (0, _end - _first);
        }
        int count = _socket.Receive(_bytes.AsSpan(_end), SocketFlags.None, out SocketError error);
        if (error == SocketError.WouldBlock)
            return false;
        if (error != SocketError.Success || count == 0)
            throw new RadioException(RadioFailure.Lost, "the other side closed the connection");
        _end += count;
        return true;
    }
}
