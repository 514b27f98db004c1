using System.Net;
using System.Net.Sockets;
using GroundTerminal.Coding.Framing;
using GroundTerminal.Delivery;
using GroundTerminal.Tests.Station.Frames;

namespace GroundTerminal.Tests.Delivery;

public sealed class KissTcpServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _limit = new(Limit);
    private KissTcpServer _server = Start(new KissServerOptions());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _limit.Dispose();
    }

    [Fact]
    public async Task Fifty_clients_get_every_frame_in_order()
    {
        TestClient[] clients = [.. await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Connect()))];
        await WaitFor(() => _server.Clients == 50);
        for (int n = 0; n < 100; n++)
            _server.OnStored(FrameSamples.Make(n));
        foreach (TestClient client in clients)
        {
            Assert.Equal(Enumerable.Range(0, 100).Select(n => Convert.ToHexString(FrameSamples.Make(n).Payload)), await client.Read(100, _limit.Token));
            client.Dispose();
        }
        await WaitFor(() => _server.Clients == 0);
        Assert.Equal((5000, 0), (_server.Counters.FramesSent, _server.Counters.FramesDropped));
    }

    [Fact]
    public async Task A_client_that_reads_nothing_loses_its_own_frames_and_holds_back_nobody()
    {
        await Restart(new KissServerOptions { QueueLength = 16, SendTimeout = TimeSpan.FromHours(1) });
        using TestClient slow = await Connect(receiveBuffer: 4096), fast = await Connect();
        await WaitFor(() => _server.Clients == 2);
        int sent = 0;
        while (_server.Counters.FramesDropped < 20)
        {
            _server.OnStored(FrameSamples.Make(sent++) with { Payload = new byte[60_000] });
            Assert.Single(await fast.Read(1, _limit.Token));
        }
        Assert.Equal(2, _server.Clients);
        Assert.InRange(_server.Counters.FramesSent, sent, 2 * sent);
    }

    [Fact]
    public async Task Data_frames_of_clients_are_taken_with_their_port_and_other_commands_are_not()
    {
        var taken = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await Restart(new KissServerOptions { Taker = (_, port, payload) => taken.Enqueue($"{port}:{Convert.ToHexString(payload)}") });
        using var client = new TcpClient();
        await client.ConnectAsync(_server.Endpoint);
        // Port 3 with an escaped C0; TXDELAY, which sets up a TNC; an empty frame; port 0.
        await client.GetStream().WriteAsync(new byte[] { 0xC0, 0x30, 0x01, 0xDB, 0xDC, 0xC0, 0xC0, 0x01, 0x32, 0xC0, 0xC0, 0x00, 0xC0, 0xC0, 0x00, 0x05, 0xC0 });
        await WaitFor(() => taken.Count == 2);
        Assert.Equal(["3:01C0", "0:05"], taken);
    }

    [Fact]
    public async Task A_client_that_takes_nothing_for_too_long_is_dropped()
    {
        await Restart(new KissServerOptions { QueueLength = 16, SendTimeout = TimeSpan.FromMilliseconds(50) });
        using TestClient dead = await Connect(receiveBuffer: 4096);
        await WaitFor(() => _server.Clients == 1);
        await WaitFor(() =>
        {
            _server.OnStored(FrameSamples.Make(1) with { Payload = new byte[60_000] });
            return _server.Clients == 0;
        });
        Assert.Equal(1, _server.Counters.ClientsDropped);
    }

    [Fact]
    public async Task One_client_too_many_is_turned_away()
    {
        await Restart(new KissServerOptions { MaxClients = 1 });
        using TestClient first = await Connect();
        await WaitFor(() => _server.Clients == 1);
        using TestClient second = await Connect();
        Assert.Empty(await second.Read(1, _limit.Token));
        Assert.Equal(1, _server.Counters.ClientsRefused);
    }

    [Fact]
    public async Task Ten_thousand_mutated_inputs_do_no_harm()
    {
        var random = new Random(20260102);
        using TestClient watcher = await Connect();
        TestClient noisy = await Connect();
        for (int n = 0; n < 10_000; n++)
        {
            // Now and then a client breaks off in the middle and another one comes.
            if (n % 500 == 499)
            {
                noisy.Dispose();
                noisy = await Connect();
            }
            await noisy.Send(Mutated(random, n), _limit.Token);
        }
        byte[] valid = new byte[100];
        await noisy.Send([Kiss.FrameEnd, .. valid.AsSpan(0, Kiss.Encode([1, 2, 3], valid))], _limit.Token);
        await WaitFor(() => _server.Counters.FramesReceived > 1000);
        _server.OnStored(FrameSamples.Make(7));
        Assert.Single(await watcher.Read(1, _limit.Token));
        Assert.Single(await noisy.Read(1, _limit.Token));
        noisy.Dispose();
    }

    [Fact]
    public async Task Closing_sends_what_waits_and_ends_soon_even_with_a_client_that_reads_nothing()
    {
        using TestClient dead = await Connect(receiveBuffer: 4096), alive = await Connect();
        await WaitFor(() => _server.Clients == 2);
        for (int n = 0; n < 200; n++)
            _server.OnStored(FrameSamples.Make(n) with { Payload = new byte[60_000] });
        Task<List<string>> reading = alive.Read(200, _limit.Token);
        await _server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.NotEmpty(await reading);
        Assert.Equal(0, _server.Clients);
    }

    [Fact]
    public void A_port_in_use_is_refused() =>
        Assert.Equal(SocketError.AddressAlreadyInUse, Assert.Throws<SocketException>(() => new KissTcpServer(new KissServerOptions { Endpoint = _server.Endpoint })).SocketErrorCode);

    private static byte[] Mutated(Random random, int seed)
    {
        byte[] buffer = new byte[1000];
        byte[] payload = new byte[random.Next(300)];
        random.NextBytes(payload);
        byte[] encoded = buffer[..Kiss.Encode(payload, buffer)];
        for (int flips = random.Next(5); flips > 0; flips--)
            encoded[random.Next(encoded.Length)] = (seed % 3) switch { 0 => Kiss.Escape, 1 => Kiss.FrameEnd, _ => (byte)random.Next(256) };
        return encoded[..random.Next(1, encoded.Length + 1)];
    }

    private static KissTcpServer Start(KissServerOptions options) => new(options with { Endpoint = new IPEndPoint(IPAddress.Loopback, 0) });

    private async Task Restart(KissServerOptions options)
    {
        await _server.DisposeAsync();
        _server = Start(options);
    }

    private Task<TestClient> Connect(int? receiveBuffer = null) => TestClient.Connect(_server.Endpoint, receiveBuffer);

    private async Task WaitFor(Func<bool> condition)
    {
        while (!condition())
        {
            _limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class TestClient(Socket socket) : IDisposable
    {
        private readonly KissDecoder _decoder = new(100_000);
        private readonly Queue<string> _frames = new();

        public static async Task<TestClient> Connect(IPEndPoint endpoint, int? receiveBuffer)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            if (receiveBuffer is { } size)
                socket.ReceiveBufferSize = size;
            await socket.ConnectAsync(endpoint);
            return new TestClient(socket);
        }

        public async Task Send(byte[] bytes, CancellationToken cancellation) => await socket.SendAsync(bytes, SocketFlags.None, cancellation);

        /// <summary>The next frames, as hex; fewer where the server closes.</summary>
        public async Task<List<string>> Read(int count, CancellationToken cancellation)
        {
            byte[] buffer = new byte[65536];
            while (_frames.Count < count)
            {
                int received = await ReceiveOrClosed(buffer, cancellation);
                if (received == 0)
                    break;
                Take(buffer.AsSpan(0, received));
            }
            return [.. Enumerable.Range(0, Math.Min(count, _frames.Count)).Select(_ => _frames.Dequeue())];
        }

        public void Dispose() => socket.Dispose();

        private async Task<int> ReceiveOrClosed(byte[] buffer, CancellationToken cancellation)
        {
            try
            {
                return await socket.ReceiveAsync(buffer, SocketFlags.None, cancellation);
            }
            catch (SocketException)
            {
                return 0;
            }
        }

        private void Take(ReadOnlySpan<byte> bytes)
        {
            while (_decoder.TryRead(ref bytes, out KissFrame frame))
                _frames.Enqueue(Convert.ToHexString(frame.Payload));
        }
    }
}
