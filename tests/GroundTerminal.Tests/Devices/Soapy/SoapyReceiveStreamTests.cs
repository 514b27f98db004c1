using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Devices.Radios.Soapy;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>What comes out of a stream of libSoapySDR, against the device's file and the faults that it was told to have.</summary>
[Collection(SoapyCollection.Name)]
public sealed class SoapyReceiveStreamTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);
    private static readonly RadioSettings Settings = new() { SampleRateHz = 1e6, CenterFrequencyHz = 437e6 };
    private readonly TestDirectory _directory = new();

    public SoapyReceiveStreamTests() => SoapyTestModule.Need();

    public void Dispose()
    {
        SoapyTestModule.PlugIn();
        _directory.Dispose();
    }

    [SkippableTheory]
    [InlineData("CS16", "", 32768)]
    [InlineData("CS16", ",full-scale=32767", 32768)]
    [InlineData("CS16", ",full-scale=2048", 2048)]
    [InlineData("CS8", "", 128)]
    [InlineData("CU8", "", 128)]
    [InlineData("CF32", "", 1)]
    [InlineData("CF32", ",full-scale=4", 4)]
    public void Every_format_comes_at_its_full_scale(string format, string argument, float fullScale)
    {
        byte[] bytes = new byte[40_000];
        new Random(3).NextBytes(bytes);
        if (format == "CF32")
            MemoryMarshal.AsBytes(Streams.ComplexNoise(5000, 4).AsSpan()).CopyTo(bytes);
        File.WriteAllBytes(_directory.File("samples"), bytes);
        float[] expected = format switch
        {
            "CS16" => [.. MemoryMarshal.Cast<byte, short>(bytes).ToArray().Select(s => s / fullScale)],
            "CS8" => [.. bytes.Select(b => (sbyte)b / fullScale)],
            "CU8" => [.. bytes.Select(b => (b - 128) / fullScale)],
            _ => [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(f => f / fullScale)],
        };
        using IRadioStream stream = Open($"format={format}{argument}");
        Assert.EndsWith($"serial 1, {format}", stream.Description, StringComparison.Ordinal);
        var got = new List<Complex32>();
        for (var (buffer, random) = (new Complex32[3000], new Random(5)); got.Count < 25_000;)
            got.AddRange(buffer.AsSpan(0, stream.Read(buffer.AsSpan(0, random.Next(1, 3000)), Timeout).Count));
        float[] numbers = MemoryMarshal.Cast<Complex32, float>(CollectionsMarshal.AsSpan(got)).ToArray();
        for (int i = 0; i < numbers.Length; i++)
            Assert.Equal(expected[i % expected.Length], numbers[i]);
    }

    [SkippableTheory]
    [InlineData("overflow@50001:1234", 1234, 1)]
    [InlineData("gap@70000:77+overflow@120000:3000+gap@125000:1+gap@130000:500000", 503_078, 4)]
    [InlineData("timeouts@40000:3", 0, 0)]
    [InlineData("corruption@40000", 0, 0)]
    public void Losses_are_exact_where_the_device_has_time(string fault, long lost, int gaps)
    {
        (long total, int times, bool unknown) = ReadCounted($"fault={fault},fifo=1000", 400_000, () => { });
        Assert.Equal((lost, gaps, false), (total, times, unknown));
    }

    [SkippableFact]
    public void A_late_reader_loses_what_the_device_could_not_keep()
    {
        string log = _directory.File("log");
        bool slept = false;
        (long total, int times, bool unknown) = ReadCounted($"fifo=50,log={log}", 400_000, () => slept = slept || SleepOnce());
        string[] told = File.ReadAllLines(log);
        Assert.All(told, line => Assert.StartsWith("late ", line, StringComparison.Ordinal));
        Assert.Equal((told.Sum(l => long.Parse(l[(l.LastIndexOf('=') + 1)..])), told.Length, false), (total, times, unknown));
        Assert.True(total > 100_000);
    }

    [SkippableFact]
    public void Without_time_an_overflow_is_a_gap_of_unknown_length()
    {
        CountedSamples.Write(_directory.File("samples"));
        using IRadioStream stream = Open("time=none,fifo=1000,fault=overflow@30000:1234+corruption@60000");
        var buffer = new Complex32[5000];
        int unknown = 0;
        for (int samples = 0; samples < 100_000;)
        {
            RadioRead read = stream.Read(buffer, Timeout);
            samples += read.Count;
            unknown += read.LostUnknown ? 1 : 0;
            Assert.Equal((0, null), (read.LostBefore, read.FirstSampleUtc));
        }
        Assert.Equal(2, unknown);
    }

    [SkippableFact]
    public void Only_a_device_with_satellite_time_gives_UTC()
    {
        CountedSamples.Write(_directory.File("samples"));
        foreach (bool utc in new[] { true, false })
        {
            using IRadioStream stream = Open(utc ? "time=utc" : "time=device");
            var buffer = new Complex32[1000];
            DateTimeOffset before = TimeProvider.System.GetUtcNow();
            RadioRead read = stream.Read(buffer, Timeout);
            if (!utc)
                Assert.Null(read.FirstSampleUtc);
            else
                Assert.InRange((read.FirstSampleUtc!.Value - before).TotalSeconds, -1, 0.1);
            Assert.Equal(utc, read.UtcUncertainty > TimeSpan.Zero);
        }
    }

    [SkippableFact]
    public void An_error_ends_the_stream_and_it_can_be_closed_and_opened_again()
    {
        CountedSamples.Write(_directory.File("samples"));
        for (int i = 0; i < 3; i++)
        {
            using IRadioStream stream = Open("fault=error@20000");
            var buffer = new Complex32[5000];
            RadioException lost = Assert.Throws<RadioException>(() =>
            {
                for (var watch = Stopwatch.StartNew(); watch.Elapsed.TotalSeconds < 10;)
                    stream.Read(buffer, Timeout);
            });
            Assert.Equal(RadioFailure.Lost, lost.Failure);
            Assert.Contains("STREAM_ERROR", lost.Message, StringComparison.Ordinal);
        }
    }

    [SkippableFact]
    public void Sensors_are_read()
    {
        CountedSamples.Write(_directory.File("samples"));
        using IRadioStream stream = Open("fifo=1000");
        Assert.Equal(
            [new RadioSensor("clock_locked", "true", ""), new RadioSensor("temperature", "41.5", "C"), new RadioSensor("rssi", "-73.0", "dBm")],
            ((IRadioSensors)stream).ReadSensors());
    }

    private static bool SleepOnce()
    {
        Thread.Sleep(250); // the reader is late: that is what is tested
        return true;
    }

    private IRadioStream Open(string arguments) => new SoapyDevice($"driver=gttest,file={_directory.File("samples")},{arguments}").Open(Settings);

    /// <summary>Reads, and sees of every sample that it is the one that the account of the stream says.</summary>
    private (long Lost, int Gaps, bool Unknown) ReadCounted(string arguments, long samples, Action afterFirst)
    {
        CountedSamples.Write(_directory.File("samples"));
        using IRadioStream stream = Open(arguments);
        var buffer = new Complex32[2048];
        (long at, long lost, int gaps, bool unknown) = (0, 0, 0, false);
        while (at < samples)
        {
            RadioRead read = stream.Read(buffer, Timeout);
            (at, lost, gaps, unknown) = (at + read.LostBefore, lost + read.LostBefore, gaps + (read.LostBefore > 0 ? 1 : 0), unknown | read.LostUnknown);
            for (int i = 0; i < read.Count; i++, at++)
                Assert.Equal(at % CountedSamples.Length, CountedSamples.IndexOf(buffer[i]));
            if (read.Count > 0)
                afterFirst();
        }
        return (lost, gaps, unknown);
    }
}
