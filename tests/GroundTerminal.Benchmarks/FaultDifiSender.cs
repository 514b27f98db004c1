using System.Net;
using System.Net.Sockets;
using GroundTerminal.Devices.Difi;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Benchmarks;

/// <summary>A sky that is sent as DIFI over TCP, and can be cut off.</summary>
internal sealed class FaultDifiSender : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Thread _thread;
    private readonly RadioTuning _tune;
    private volatile bool _cut;

    public FaultDifiSender(RadioTuning tune)
    {
        _tune = tune;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Where it connects to.</summary>
    public int Port { get; }

    /// <summary>Closes the connection; another one is opened at once.</summary>
    public void Cut() => _cut = true;

    public void Dispose()
    {
        _ending.Cancel();
        _thread.Join();
        _ending.Dispose();
    }

    private void Run()
    {
        var block = new Complex32[2048];
        DifiAddress address = DifiAddress.TryParse($"tcp://127.0.0.1:{Port}")!;
        var options = new DifiSenderOptions { SampleRateHz = FaultRigs.Settings.SampleRateHz, FrequencyHz = FaultRigs.Settings.CenterFrequencyHz, BandwidthHz = FaultRigs.Settings.SampleRateHz * 0.8 };
        using IRadio radio = _tune(options.SampleRateHz, options.FrequencyHz);
        while (!_ending.IsCancellationRequested)
        {
            _cut = false;
            using var output = new TcpPacketOutput(address);
            using var sender = new DifiSender(options, output);
            while (!_cut && radio.Read(block, out SampleBlockInfo info, _ending.Token) is var count and > 0)
                sender.OnSamples(block.AsSpan(0, count), info);
        }
    }
}
