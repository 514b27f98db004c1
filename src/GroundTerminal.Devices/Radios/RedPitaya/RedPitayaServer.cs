using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Serial;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>Speaks as a Red Pitaya whose SDR transceiver application runs: programs that drive the board (SoapySDR's module redpitaya, HDSDR, GNU Radio) hear a sky of ours.</summary>
/// <remarks>One client at a time, as on the board: a connection that is there already is closed when a new one of its kind comes.</remarks>
public sealed class RedPitayaServer : IRadioServer
{
    /// <summary>Where a sky beyond the board's reach is brought to by <see cref="Start(RadioServerRequest)"/>, Hz.</summary>
    public const double MiddleHz = 10e6;
    private readonly RedPitayaServerOptions _options;
    private readonly RedPitayaReceiver _receiving;
    private readonly TransmittedSamples? _transmitted;
    private readonly Socket _listener;
    private readonly Lock _guard = new();
    private readonly Socket?[] _connections = new Socket?[4];
    private readonly HashSet<Task> _tasks = [];
    private readonly CancellationTokenSource _closing = new();
    private readonly RedPitayaTuning _receiver = new(), _transmitter = new();
    private readonly Task _accepting;

    /// <summary>Listens at once.</summary>
    /// <param name="options">Where.</param>
    /// <param name="sky">What is heard.</param>
    /// <param name="transmitted">Who gets what is radiated; null: nobody.</param>
    /// <exception cref="LinkException">The address cannot be listened on.</exception>
    public RedPitayaServer(RedPitayaServerOptions options, RadioTuning sky, TransmittedSamples? transmitted = null)
    {
        (_options, _transmitted) = (options, transmitted);
        _receiving = new RedPitayaReceiver(_receiver, sky, options);
        _listener = new Socket(options.Endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
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

    /// <inheritdoc/>
    public string Address => Endpoint.ToString();

    /// <inheritdoc/>
    public long SamplesSent => _receiving.SamplesSent;

    /// <inheritdoc/>
    /// <remarks>None: a slow client holds the sky up.</remarks>
    public long SamplesLost => 0;

    /// <summary>By HOST:PORT. The middle of the sky is at <see cref="MiddleHz"/> of the board, as if a converter were before it.</summary>
    /// <exception cref="InputException">It cannot listen there.</exception>
    public static RedPitayaServer Start(RadioServerRequest request)
    {
        if (LinkAddress.Split(request.Listen) is not { } listen)
            throw new InputException($"--listen: '{request.Listen}'; expected HOST:PORT");
        try
        {
            var endpoint = new IPEndPoint(Dns.GetHostAddresses(listen.Host)[0], listen.Port);
            return new RedPitayaServer(new RedPitayaServerOptions { Endpoint = endpoint, ConverterHz = request.CenterFrequencyHz - MiddleHz, Tell = request.Tell }, request.Tuning);
        }
        catch (Exception e) when (e is SocketException or LinkException)
        {
            throw new InputException($"--listen: '{request.Listen}' cannot be listened at: {e.Message}; expected an address of this machine and a free port", e);
        }
    }

    /// <summary>Closes all connections and waits until nothing uses sky and sink any more.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _accepting.Wait();
        Task[] left;
        lock (_guard)
        {
            foreach (Socket? connection in _connections)
                connection?.Dispose();
            left = [.. _tasks];
        }
        Task.WaitAll(left);
    }

    private async Task Accept()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                Socket client = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                client.NoDelay = true;
                Begin(client);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                if (_closing.IsCancellationRequested)
                    return;
                await Task.Delay(100).ConfigureAwait(false); // out of file descriptors, or a client that went away already
            }
        }
    }

    private void Begin(Socket client)
    {
        lock (_guard)
        {
            var task = new Task<Task>(() => Serve(client));
            Task done = task.Unwrap();
            _tasks.Add(done);
            _ = done.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            task.Start(TaskScheduler.Default);
        }
    }

    private void Forget(Task done)
    {
        lock (_guard)
            _tasks.Remove(done);
    }

    private async Task Serve(Socket client)
    {
        using Socket own = client;
        uint which = 0;
        try
        {
            which = await ReadWord(client).ConfigureAwait(false);
            if (which >= _connections.Length)
                return;
            Replace(which, client);
            switch ((RedPitayaConnection)which)
            {
                case RedPitayaConnection.ReceiveCommands: await Commands(client, _receiver).ConfigureAwait(false); break;
                case RedPitayaConnection.TransmitCommands: await Commands(client, _transmitter).ConfigureAwait(false); break;
                case RedPitayaConnection.ReceiveSamples: await _receiving.Run(client, _closing.Token).ConfigureAwait(false); break;
                default: await new RedPitayaTransmitter(_transmitter, _transmitted, _options.ConverterHz).Run(client, _closing.Token).ConfigureAwait(false); break;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException or EndOfStreamException)
        {
            // The client went away, or another took its place, or the server closes.
        }
        lock (_guard)
        {
            if (which < _connections.Length && _connections[which] == client)
                _connections[which] = null;
        }
    }

    private void Replace(uint which, Socket client)
    {
        lock (_guard)
        {
            _connections[which]?.Dispose();
            _connections[which] = client;
        }
    }

    private async Task Commands(Socket client, RedPitayaTuning tuning)
    {
        while (true)
            tuning.Take(await ReadWord(client).ConfigureAwait(false));
    }

    private async Task<uint> ReadWord(Socket client)
    {
        byte[] word = new byte[RedPitayaProtocol.WordSize];
        for (int have = 0; have < word.Length;)
        {
            int count = await client.ReceiveAsync(word.AsMemory(have), _closing.Token).ConfigureAwait(false);
            have += count > 0 ? count : throw new EndOfStreamException();
        }
        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }
}
