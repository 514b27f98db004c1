using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>What a device radiates of what is written.</summary>
[Collection(SoapyCollection.Name)]
public sealed class SoapyTransmitStreamTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly RadioSettings Settings = new() { SampleRateHz = 1e6, CenterFrequencyHz = 145e6, GainDb = 10 };
    private readonly TestDirectory _directory = new();

    public SoapyTransmitStreamTests() => SoapyTestModule.Need();

    public void Dispose() => _directory.Dispose();

    [SkippableTheory]
    [InlineData("CS16", "", 32768)]
    [InlineData("CS16", ",full-scale=2048", 2048)]
    [InlineData("CS8", "", 128)]
    [InlineData("CF32", "", 1)]
    public void Every_sample_is_radiated_once_in_the_format_of_the_device(string format, string argument, float fullScale)
    {
        Complex32[] samples = Streams.ComplexNoise(300_000, 7);
        using (ITransmitStream stream = Open($"format={format}{argument}"))
        {
            Assert.Equal((1e6, 145e6), (stream.SampleRateHz, stream.CenterFrequencyHz));
            long started = Stopwatch.GetTimestamp();
            WriteAll(stream, samples.AsSpan(0, 100_001), endOfBurst: false);
            WriteAll(stream, samples.AsSpan(100_001), endOfBurst: true);
            Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.15, 4); // its FIFO holds 0.1 s
        }
        byte[] radiated = File.ReadAllBytes(_directory.File("radiated"));
        float[] numbers = format switch
        {
            "CS16" => [.. MemoryMarshal.Cast<byte, short>(radiated).ToArray().Select(n => n / fullScale)],
            "CS8" => [.. radiated.Select(n => (sbyte)n / fullScale)],
            _ => MemoryMarshal.Cast<byte, float>(radiated).ToArray(),
        };
        Assert.Equal(2 * samples.Length, numbers.Length);
        float[] written = MemoryMarshal.Cast<Complex32, float>(samples).ToArray();
        Assert.All(numbers.Zip(written), pair => Assert.Equal(pair.Second, pair.First, fullScale == 1 ? 0 : 1 / fullScale));
    }

    [SkippableFact]
    public void Running_dry_in_the_midst_of_a_burst_is_told_but_not_after_its_end()
    {
        using (ITransmitStream stream = Open("fifo=20"))
        {
            WriteAll(stream, new Complex32[5000], endOfBurst: true);
            Thread.Sleep(60); // nothing to send: no underflow
            WriteAll(stream, new Complex32[5000], endOfBurst: false);
            Thread.Sleep(60); // the writer is late: that is what is tested
            RadioException dry = Assert.Throws<RadioException>(() => WriteAll(stream, new Complex32[100_000], endOfBurst: false));
            Assert.Contains("too late", dry.Message, StringComparison.Ordinal);
        }
        using ITransmitStream again = Open("fifo=20");
        WriteAll(again, new Complex32[5000], endOfBurst: true);
    }

    [SkippableFact]
    public void The_timeout_is_kept_and_what_was_taken_is_told()
    {
        using ITransmitStream stream = Open("fifo=50");
        var watch = Stopwatch.StartNew();
        int taken = stream.Write(new Complex32[1_000_000], endOfBurst: false, TimeSpan.FromMilliseconds(100));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.08, 0.5);
        Assert.InRange(taken, 50_000, 500_000);
    }

    [SkippableFact]
    public void It_receives_and_transmits_at_the_same_time()
    {
        var device = new SoapyDevice($"driver=gttest,fifo=500,tx={_directory.File("radiated")}");
        using IRadioStream receive = device.Open(Settings with { SampleRateHz = 2e6, CenterFrequencyHz = 437e6 });
        using ITransmitStream transmit = device.OpenTransmit(Settings);
        Assert.Equal((2e6, 437e6, 1e6, 145e6), (receive.SampleRateHz, receive.CenterFrequencyHz, transmit.SampleRateHz, transmit.CenterFrequencyHz));
        var (buffer, got) = (new Complex32[50_000], 0);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(10_000, transmit.Write(new Complex32[10_000], endOfBurst: i == 19, Timeout));
            got += receive.Read(buffer, Timeout).Count;
        }
        Assert.True(got > 0);
    }

    private static void WriteAll(ITransmitStream stream, ReadOnlySpan<Complex32> samples, bool endOfBurst)
    {
        for (long started = Stopwatch.GetTimestamp(); samples.Length > 0; samples = samples[stream.Write(samples, endOfBurst, Timeout)..])
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
    }

    private ITransmitStream Open(string arguments) => new SoapyDevice($"driver=gttest,tx={_directory.File("radiated")},{arguments}").OpenTransmit(Settings);
}
