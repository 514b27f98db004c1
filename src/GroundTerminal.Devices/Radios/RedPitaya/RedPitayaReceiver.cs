using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>The connection on which the board sends what it receives. Its thread reads the sky, which keeps the pace, and sends it: a client that is slow holds the sky up.</summary>
internal sealed class RedPitayaReceiver(RedPitayaTuning tuning, RadioTuning sky, RedPitayaServerOptions options)
{
    /// <summary>Few enough that a block is short at the lowest rate too: 26 ms.</summary>
    private const int BlockLength = 512;
    private long _sent;

    public long SamplesSent => Volatile.Read(ref _sent);

    public Task Run(Socket client, CancellationToken closing) =>
        Task.Factory.StartNew(() => Serve(client, closing), closing, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Serve(Socket client, CancellationToken closing)
    {
        string name = client.RemoteEndPoint!.ToString()!;
        Tell("connected", name);
        try
        {
            Send(client, name, closing);
        }
        finally
        {
            Tell("disconnected", name);
        }
    }

    private void Send(Socket client, string name, CancellationToken closing)
    {
        var block = new Complex32[BlockLength];
        for (bool first = true; !closing.IsCancellationRequested; first = false)
        {
            var (rate, frequency, changed) = tuning.Current();
            if (!first)
                Tell("tuned", name);
            using IRadio radio = sky(rate, frequency + options.ConverterHz);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(changed, closing);
            while (!stop.IsCancellationRequested)
            {
                int count = radio.Read(block, out _, stop.Token);
                if (count == 0 && !stop.IsCancellationRequested)
                    return;
                SendAll(client, MemoryMarshal.AsBytes(block.AsSpan(0, count)));
                Interlocked.Add(ref _sent, count);
            }
        }
    }

    private void Tell(string what, string client)
    {
        var (rate, frequency, _) = tuning.Current();
        options.Tell(new RadioServerEvent(what, client, rate, frequency + options.ConverterHz, GainDb: 0, SamplesLost: 0));
    }

    private static void SendAll(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[client.Send(bytes)..];
    }
}
