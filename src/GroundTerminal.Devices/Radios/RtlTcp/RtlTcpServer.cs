using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Serial;

namespace GroundTerminal.Devices.Radios.RtlTcp;

/// <summary>Serves a sky to SDR programs as librtlsdr's rtl_tcp serves a dongle's samples: one client at a time, the next one waits. Settings stay from client to client.</summary>
public sealed class RtlTcpServer : IRadioServer
{
    private readonly Socket _listener;
    private readonly RadioServerRequest _request;
    private readonly RtlTcpState _state;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private long _sent, _lost;

    /// <param name="endpoint">Where to listen; port 0 for any that is free.</param>
    /// <param name="request">What is served.</param>
    /// <exception cref="SocketException">It cannot listen there.</exception>
    public RtlTcpServer(IPEndPoint endpoint, RadioServerRequest request)
    {
        (_request, _state) = (request, new RtlTcpState(request.SampleRateHz, request.CenterFrequencyHz));
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
        Endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _thread = new Thread(Run) { Name = "rtl_tcp server", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <inheritdoc/>
    public string Address => Endpoint.ToString();

    /// <inheritdoc/>
    public long SamplesSent => Volatile.Read(ref _sent);

    /// <inheritdoc/>
    public long SamplesLost => Volatile.Read(ref _lost);

    /// <summary>By HOST:PORT.</summary>
    /// <exception cref="InputException">It cannot listen there.</exception>
    public static RtlTcpServer Start(RadioServerRequest request)
    {
        if (LinkAddress.Split(request.Listen) is not { } listen)
            throw new InputException($"--listen: '{request.Listen}'; expected HOST:PORT");
        try
        {
            return new RtlTcpServer(new IPEndPoint(Dns.GetHostAddresses(listen.Host)[0], listen.Port), request);
        }
        catch (SocketException e)
        {
            throw new InputException($"--listen: '{request.Listen}' cannot be listened at: {e.Message}; expected an address of this machine and a free port", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        if (!_thread.IsAlive)
            return;
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using Socket client = _listener.Accept();
                Serve(client);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The listener was closed, or the client had gone before it was taken.
                if (!_stop.IsCancellationRequested)
                    Thread.Sleep(10);
            }
        }
    }

    private void Serve(Socket client)
    {
        string name = client.RemoteEndPoint?.ToString() ?? "";
        using var session = new RtlTcpSession(client, _state, _request.Tuning);
        Tell("connected");
        session.Refused += reason => Tell("refused", reason);
        session.Tuned += () => Tell("tuned");
        session.Moved += (sent, lost) =>
        {
            Volatile.Write(ref _sent, _sent + sent);
            Volatile.Write(ref _lost, _lost + lost);
        };
        Tell("disconnected", session.Run(_stop.Token));

        void Tell(string what, string reason = "") =>
            _request.Tell(new RadioServerEvent(what, name, _state.SampleRateHz, _state.CenterFrequencyHz, _state.GainDb, session.Lost, reason));
    }
}
