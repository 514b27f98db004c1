using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>The connection on which the board takes what it radiates, no faster than that goes: what it does not take yet waits in the client.</summary>
internal sealed class RedPitayaTransmitter(RedPitayaTuning tuning, TransmittedSamples? sink, double converterHz)
{
    private const double FifoSeconds = 0.05;
    private const int BlockLength = 4096;
    private long _radiatedAt;

    public async Task Run(Socket client, CancellationToken closing)
    {
        byte[] block = new byte[BlockLength * RedPitayaProtocol.SampleSize];
        for (int have = 0; ;)
        {
            int count = await client.ReceiveAsync(block.AsMemory(have), closing).ConfigureAwait(false);
            if (count == 0)
                return;
            have += count;
            int samples = have / RedPitayaProtocol.SampleSize, used = samples * RedPitayaProtocol.SampleSize;
            var (rate, frequency, _) = tuning.Current();
            if (samples > 0)
                sink?.Invoke(rate, frequency + converterHz, MemoryMarshal.Cast<byte, Complex32>(block.AsSpan(0, used)));
            block.AsSpan(used, have - used).CopyTo(block);
            have -= used;
            await Radiate(samples / rate, closing).ConfigureAwait(false);
        }
    }

    private Task Radiate(double seconds, CancellationToken closing)
    {
        long now = Stopwatch.GetTimestamp();
        _radiatedAt = Math.Max(_radiatedAt, now) + (long)(seconds * Stopwatch.Frequency);
        double ahead = ((_radiatedAt - now) / (double)Stopwatch.Frequency) - FifoSeconds;
        return ahead > 0 ? Task.Delay(TimeSpan.FromSeconds(ahead), closing) : Task.CompletedTask;
    }
}
