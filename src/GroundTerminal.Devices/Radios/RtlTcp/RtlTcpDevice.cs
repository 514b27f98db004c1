using System.Diagnostics;
using System.Net.Sockets;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>A dongle with an RTL2832U behind a server that speaks as librtlsdr's rtl_tcp does. Such a server has one client at a time.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">Port.</param>
public sealed class RtlTcpDevice(string host, int port) : IRadioDevice
{
    /// <summary>The kind.</summary>
    public static RadioDescriptor Descriptor { get; } = new("rtl_tcp", "RTL-SDR behind librtlsdr's rtl_tcp, or a program that speaks as it does", "HOST:PORT of the server; without it 127.0.0.1:1234", Create);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>What is left of the server's last settings comes at first: what lies on the way, and a USB transfer that the change fell into.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(200);

    private const int TransferBytes = 1 << 18;

    /// <inheritdoc/>
    public string Description => $"rtl_tcp at {host}:{port}";

    /// <summary>By <c>radio.device</c>.</summary>
    /// <exception cref="InputException">It is not HOST:PORT.</exception>
    public static RtlTcpDevice Create(string device)
    {
        if (LinkAddress.Split(device.Length == 0 ? "127.0.0.1:1234" : device) is not (var host, > 0 and var port))
            throw new InputException($"radio.device: '{device}' is not an address; expected HOST:PORT");
        return new RtlTcpDevice(host, port);
    }

    /// <inheritdoc/>
    public IRadioStream Open(RadioSettings settings)
    {
        var request = new RtlTcpRequest(settings);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            Connect(socket);
            RtlTcpTuner tuner = ReadHeader(socket);
            var notes = new List<string>();
            socket.Send(request.Commands(tuner, notes));
            var stream = new RtlTcpStream(socket, $"{Description}, {tuner.Name}, 8 bits", request, notes);
            stream.Discard(OnTheWay + TimeSpan.FromSeconds(TransferBytes / (2 * settings.SampleRateHz)));
            return stream;
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e as RadioException ?? new RadioException(RadioFailure.Lost, $"{Description}: the connection broke while it was set: {e.Message}", e);
        }
    }

    private void Connect(Socket socket)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            socket.ConnectAsync(host, port, late.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            string why = e is SocketException ? e.Message : "no answer";
            throw new RadioException(RadioFailure.Absent, $"{Description}: {why}; start it there with 'rtl_tcp -a 0.0.0.0', and give HOST:PORT as radio.device", e);
        }
    }

    private RtlTcpTuner ReadHeader(Socket socket)
    {
        var header = new byte[RtlTcpWire.HeaderBytes];
        long started = Stopwatch.GetTimestamp();
        for (int have = 0; have < header.Length;)
        {
            TimeSpan left = Patience - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead))
                throw new RadioException(RadioFailure.Busy, $"{Description}: connected, but it says nothing: another program is its client, or it hangs; end the other one");
            int got = socket.Receive(header.AsSpan(have));
            if (got == 0)
                throw new RadioException(RadioFailure.Lost, $"{Description}: closes the connection at once; see what it says where it runs");
            have += got;
        }
        return RtlTcpWire.ReadHeader(header) ?? throw new RadioException(RadioFailure.Protocol, $"{Description}: does not begin with RTL0; expected an rtl_tcp server at that port");
    }
}
