using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Contracts;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Difi;

/// <summary>A DIFI stream by TCP, from a sender that listens.</summary>
[Collection(nameof(AloneCollection))]
public sealed class DifiRadioContractTests : RadioDeviceContract
{
    private const int RateHz = 200_000;
    private readonly int _port;
    private readonly List<Socket> _clients = [];
    private Socket? _listener;
    private volatile bool _hangs, _ended;

    public DifiRadioContractTests()
    {
        _listener = Listen(0);
        _port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
    }

    protected override IRadioDevice Device => RadioCatalog.Find("difi")!.Create($"tcp://127.0.0.1:{_port}");

    protected override RadioSettings Settings { get; } = new() { SampleRateHz = RateHz, CenterFrequencyHz = 145_825_000 };

    protected override IEnumerable<(RadioSettings Settings, string Key)> Impossible() =>
    [
        (Settings with { SampleRateHz = 250_000 }, "sample-rate"),
        (Settings with { BiasTee = true }, "bias-tee"),
        (Settings with { Antenna = "RX2" }, "antenna"),
    ];

    public override void Dispose()
    {
        _ended = true;
        Unplug();
    }

    protected override void Unplug()
    {
        _listener?.Dispose();
        _listener = null;
        lock (_clients)
        {
            _clients.ForEach(c => c.Dispose());
            _clients.Clear();
        }
    }

    protected override void Return() => _listener = Listen(_port);

    protected override void Hang() => _hangs = true;

    private Socket Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen();
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        return listener;
    }

    private void Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket client = listener.Accept();
                lock (_clients)
                    _clients.Add(client);
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private void Serve(Socket client)
    {
        var options = new DifiSenderOptions { SampleRateHz = RateHz, FrequencyHz = Settings.CenterFrequencyHz, BandwidthHz = 160_000 };
        using var output = new Output(client);
        using var sender = new DifiSender(options, output);
        var block = new Complex32[1000];
        long at = 0, started = Stopwatch.GetTimestamp();
        while (!_ended && !output.Failed)
        {
            if (!_hangs && at < Stopwatch.GetElapsedTime(started).TotalSeconds * RateHz)
                sender.OnSamples(block, new SampleBlockInfo(at += block.Length, DateTimeOffset.UnixEpoch.AddSeconds((double)at / RateHz), TimeSpan.Zero, 0));
            else
                Thread.Sleep(1);
        }
    }

    private sealed class Output(Socket client) : IPacketOutput
    {
        public bool Failed { get; private set; }

        public bool TrySend(ReadOnlySpan<byte> packet)
        {
            try
            {
                return client.Send(packet) == packet.Length;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                Failed = true;
                return false;
            }
        }

        public bool TakeRenewal() => false;

        public void Dispose() => client.Dispose();
    }
}
