using System.Buffers;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Serial;

namespace GroundTerminal.Devices.Links;

/// <summary>Serves sessions over TCP, one a client; a slow or idle client holds up nobody else.</summary>
public sealed class LinkServer : IAsyncDisposable
{
    private readonly LinkServerOptions _options;
    private readonly Func<ILinkSession> _createSession;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly HashSet<Task> _clients = [];
    private readonly Task _accepting;
    private long _turnedAway;

    /// <summary>Listens at once.</summary>
    /// <param name="options">Where, and how many clients.</param>
    /// <param name="createSession">Makes the session of a client.</param>
    /// <exception cref="LinkException">The address cannot be listened on.</exception>
    public LinkServer(LinkServerOptions options, Func<ILinkSession> createSession)
    {
        (_options, _createSession) = (options, createSession);
        _listener = new Socket(options.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.Bind(options.Endpoint);
            _listener.Listen();
        }
        catch (SocketException e)
        {
            _listener.Dispose();
            throw new LinkException($"{options.Endpoint}: cannot be listened on ({e.Message}); see that no other program has it", e);
        }
        Endpoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accepting = Task.Run(Accept);
    }

    /// <summary>Where it listens, with the port that it got.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Clients at present.</summary>
    public int Clients
    {
        get
        {
            lock (_clients)
                return _clients.Count;
        }
    }

    /// <summary>Clients turned away because there were too many.</summary>
    public long TurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Closes all connections and waits until their threads are done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accepting.ConfigureAwait(false);
        Task[] left;
        lock (_clients)
            left = [.. _clients];
        await Task.WhenAll(left).ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task Accept()
    {
        while (!_closing.IsCancellationRequested)
        {
            Socket client;
            try
            {
                client = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                if (_closing.IsCancellationRequested)
                    return;
                // Out of file descriptors, or a client that went away already.
                await Task.Delay(100).ConfigureAwait(false);
                continue;
            }
            Admit(client);
        }
    }

    private void Admit(Socket client)
    {
        lock (_clients)
        {
            if (_clients.Count >= _options.MostClients)
            {
                Interlocked.Increment(ref _turnedAway);
                client.Dispose();
                return;
            }
            client.NoDelay = true;
            var serving = new Task<Task>(() => Serve(client));
            var done = serving.Unwrap();
            _clients.Add(done);
            _ = done.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            serving.Start(TaskScheduler.Default);
        }
    }

    private void Forget(Task served)
    {
        lock (_clients)
            _clients.Remove(served);
    }

    private async Task Serve(Socket client)
    {
        using var socket = client;
        var session = _createSession();
        var (buffer, answers) = (new byte[1024], new ArrayBufferWriter<byte>());
        try
        {
            for (var goesOn = true; goesOn;)
            {
                var count = await socket.ReceiveAsync(buffer, _closing.Token).ConfigureAwait(false);
                if (count == 0)
                    return;
                answers.ResetWrittenCount();
                goesOn = session.Take(buffer.AsSpan(0, count), answers);
                await Send(socket, answers.WrittenMemory).ConfigureAwait(false);
            }
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The client went away, took nothing, or the server closes: its connection ends.
        }
    }

    private async Task Send(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        limit.CancelAfter(_options.SendLimit);
        while (!bytes.IsEmpty)
            bytes = bytes[await socket.SendAsync(bytes, limit.Token).ConfigureAwait(false)..];
    }
}
