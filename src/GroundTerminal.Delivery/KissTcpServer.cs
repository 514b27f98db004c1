using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Station;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Delivery;

/// <summary>Gives every stored frame to every connected client in KISS over TCP, as sound-modem TNCs do.</summary>
/// <remarks>Each client has its own bounded queue: a slow or dead one loses its own oldest frames, counted, and holds nobody back.</remarks>
public sealed class KissTcpServer : IFrameListener, IAsyncDisposable
{
    private static readonly TimeSpan LastChance = TimeSpan.FromMilliseconds(300);
    private readonly KissServerOptions _options;
    private readonly Socket _listener;
    private readonly ConcurrentDictionary<KissClient, Task> _clients = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <summary>Listens at once.</summary>
    /// <param name="options">Settings.</param>
    /// <exception cref="SocketException">The address is in use, or is not this machine's.</exception>
    public KissTcpServer(KissServerOptions options)
    {
        _options = options;
        _listener = new Socket(options.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(options.Endpoint);
            _listener.Listen(64);
        }
        catch (SocketException)
        {
            _listener.Dispose();
            throw;
        }
        Endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Clients that are connected.</summary>
    public int Clients => _clients.Count;

    /// <summary>What it has counted.</summary>
    public KissCounters Counters { get; } = new();

    public void OnStored(Frame frame)
    {
        if (_clients.IsEmpty)
            return;
        byte[] buffer = new byte[Kiss.MaxOutput(frame.Payload.Length)];
        byte[] encoded = buffer[..Kiss.Encode(frame.Payload, buffer)];
        foreach ((KissClient client, _) in _clients)
            client.Offer(encoded);
    }

    /// <summary>Gives the clients a last chance to take what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        foreach ((KissClient client, _) in _clients)
            client.Complete();
        Task all = Task.WhenAll(_clients.Values);
        await Task.WhenAny(all, Task.Delay(LastChance)).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await all.ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                Accept(await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false));
            }
            catch (SocketException e) when (e.SocketErrorCode is not (SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket))
            {
                // That client did not get through (reset at once, out of descriptors): the next one may.
                await Task.Delay(50).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Accept(Socket socket)
    {
        if (_clients.Count >= _options.MaxClients)
        {
            Counters.AddRefusedClient();
            socket.Dispose();
            return;
        }
        var client = new KissClient(socket, _options, Counters);
        // Known before it is served, so that it cannot end before it is in the table.
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _clients[client] = ServeAsync(client, begin.Task);
        begin.SetResult();
    }

    private async Task ServeAsync(KissClient client, Task begin)
    {
        await begin.ConfigureAwait(false);
        using (client)
            await client.ServeAsync(_stop.Token).ConfigureAwait(false);
        _clients.TryRemove(client, out _);
    }
}
