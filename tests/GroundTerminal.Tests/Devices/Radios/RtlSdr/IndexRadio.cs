using GroundTerminal.Dsp;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Devices.Radios.RtlSdr;

/// <summary>A sky whose samples are their own numbers, of 16 bits, exactly what 8-bit samples can carry; in real time times a pace.</summary>
internal sealed class IndexRadio(double sampleRateHz, double centerFrequencyHz, double pace = 1) : IRadio
{
    private readonly long _start = System.Diagnostics.Stopwatch.GetTimestamp();
    private long _next;

    public string Description => "numbers";

    public double SampleRateHz => sampleRateHz;

    public double CenterFrequencyHz => centerFrequencyHz;

    /// <summary>The number that a sample carries.</summary>
    public static int NumberOf(Complex32 sample) => (int)((sample.Re * 128) + 128) | ((int)((sample.Im * 128) + 128) << 8);

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        info = default;
        while (System.Diagnostics.Stopwatch.GetElapsedTime(_start).TotalSeconds * sampleRateHz * pace < _next + destination.Length)
        {
            if (cancellation.IsCancellationRequested)
                return 0;
            Thread.Sleep(1);
        }
        for (var i = 0; i < destination.Length; i++, _next++)
            destination[i] = new Complex32(((_next & 255) - 128) / 128f, (((_next >> 8) & 255) - 128) / 128f);
        return destination.Length;
    }

    public void Dispose()
    {
    }
}
