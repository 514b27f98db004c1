using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>The connection on which the board sends what it receives. Its thread reads the sky, which keeps the pace, and sends it: a client that is slow holds the sky up.</summary>
internal sealed class RedPitayaReceiver(RedPitayaTuning tuning, RadioTuning sky, double converterHz)
{
    /// <summary>Few enough that a block is short at the lowest rate too: 26 ms.</summary>
    private const int BlockLength = 512;

    public Task Run(Socket client, CancellationToken closing) =>
        Task.Factory.StartNew(() => Send(client, closing), closing, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Send(Socket client, CancellationToken closing)
    {
        var block = new Complex32[BlockLength];
        while (!closing.IsCancellationRequested)
        {
            var (rate, frequency, changed) = tuning.Current();
            using IRadio radio = sky(rate, frequency + converterHz);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(changed, closing);
            while (!stop.IsCancellationRequested)
            {
                int count = radio.Read(block, out _, stop.Token);
                if (count == 0 && !stop.IsCancellationRequested)
                    return;
                SendAll(client, MemoryMarshal.AsBytes(block.AsSpan(0, count)));
            }
        }
    }

    private static void SendAll(Socket client, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[client.Send(bytes)..];
    }
}
