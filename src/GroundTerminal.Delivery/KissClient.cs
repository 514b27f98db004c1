using System.Net.Sockets;
using System.Threading.Channels;
using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Delivery;

/// <summary>One client of the KISS server: its socket, and the frames that wait for it.</summary>
internal sealed class KissClient : IDisposable
{
    private readonly Socket _socket;
    private readonly Channel<byte[]> _queue;
    private readonly TimeSpan _sendTimeout;
    private readonly KissDecoder _decoder = new();
    private readonly KissCounters _counters;
    private readonly KissFrameTaker? _taker;
    private readonly string _name;

    public KissClient(Socket socket, KissServerOptions options, KissCounters counters)
    {
        (_socket, _sendTimeout, _counters, _taker) = (socket, options.SendTimeout, counters, options.Taker);
        _name = socket.RemoteEndPoint?.ToString() ?? "";
        var bounded = new BoundedChannelOptions(options.QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _queue = Channel.CreateBounded<byte[]>(bounded, _ => _counters.AddDroppedFrame());
        _socket.NoDelay = true;
    }

    /// <summary>Queues a frame. Never waits.</summary>
    public void Offer(byte[] encoded) => _queue.Writer.TryWrite(encoded);

    /// <summary>No more frames: what waits is still sent.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Serves it until it goes away, is too slow, or all is sent after <see cref="Complete"/>.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task receive = ReceiveAsync(either.Token);
        Task send = SendAsync(either.Token);
        await Task.WhenAny(receive, send).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(receive, send).ConfigureAwait(false);
    }

    public void Dispose() => _socket.Dispose();

    private async Task SendAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (byte[] frame in _queue.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                await SendAllAsync(frame, cancellation).ConfigureAwait(false);
                _counters.AddSentFrame();
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server ends.
        }
        catch (TimeoutException)
        {
            _counters.AddDroppedClient();
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }

    private async Task SendAllAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            ValueTask<int> sending = _socket.SendAsync(bytes, SocketFlags.None, cancellation);
            int sent = sending.IsCompletedSuccessfully
                ? sending.Result
                : await sending.AsTask().WaitAsync(_sendTimeout, cancellation).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }

    private async Task ReceiveAsync(CancellationToken cancellation)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await _socket.ReceiveAsync(buffer, SocketFlags.None, cancellation).ConfigureAwait(false) is > 0 and int count)
                Take(buffer.AsSpan(0, count));
        }
        catch (OperationCanceledException)
        {
            // The server ends, or sending failed.
        }
        catch (SocketException)
        {
            // The client has gone.
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        while (_decoder.TryRead(ref bytes, out KissFrame frame))
        {
            _counters.AddReceivedFrame();
            // Commands other than data set up a TNC: its times are this station's own business.
            if (frame is { Command: 0, Payload.IsEmpty: false })
                _taker?.Invoke(_name, frame.Port, frame.Payload);
        }
    }
}
