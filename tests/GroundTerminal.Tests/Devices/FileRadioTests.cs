using System.Buffers.Binary;
using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Modems;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Devices;

public class FileRadioTests
{
    private static readonly DateTimeOffset Recorded = new(2025, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly TestClock _clock = new();

    [Fact]
    public void A_recording_is_played_once_with_index_and_UTC_and_then_ends()
    {
        using FileRadio radio = Open(samples: 25, new FileRadioOptions { Pace = null });
        var block = new Complex32[10];
        var infos = new List<(int Count, SampleBlockInfo Info)>();
        while (radio.Read(block, out SampleBlockInfo info, default) is > 0 and int count)
            infos.Add((count, info));

        Assert.Equal([10, 10, 5], infos.Select(i => i.Count));
        Assert.Equal([0L, 10, 20], infos.Select(i => i.Info.FirstSample));
        Assert.Equal(Recorded.AddMilliseconds(20), infos[2].Info.FirstSampleUtc);
        Assert.All(infos, i => Assert.Equal(0, i.Info.LostBefore));
        Assert.True(radio.CanBeHeldBack);
        Assert.Equal(0, _clock.Slept);
    }

    [Fact]
    public void A_loop_goes_on_with_the_index_and_starts_the_samples_again()
    {
        using FileRadio radio = Open(samples: 7, new FileRadioOptions { Pace = null, Loop = true });
        var block = new Complex32[4];
        long next = 0;
        for (int n = 0; n < 1000; n++)
        {
            int count = radio.Read(block, out SampleBlockInfo info, default);
            Assert.Equal(next, info.FirstSample);
            for (int i = 0; i < count; i++)
                Assert.Equal((next + i) % 7, block[i].Re);
            next += count;
        }
        Assert.Equal(3500, next);
    }

    [Fact]
    public void An_empty_recording_ends_even_in_a_loop()
    {
        using FileRadio radio = Open(samples: 0, new FileRadioOptions { Pace = null, Loop = true });
        Assert.Equal(0, radio.Read(new Complex32[4], out _, default));
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(20, 0.05)]
    [InlineData(0.5, 2.0)]
    public void A_paced_recording_takes_its_time(double pace, double seconds)
    {
        using FileRadio radio = Open(samples: 1000, new FileRadioOptions { Pace = pace });
        while (radio.Read(new Complex32[64], out _, default) > 0)
        {
        }
        Assert.Equal(seconds, _clock.Elapsed.TotalSeconds, 0.001);
        Assert.False(radio.CanBeHeldBack);
    }

    [Fact]
    public void Cancellation_ends_the_wait()
    {
        using var stop = new CancellationTokenSource();
        using FileRadio radio = Open(samples: 1000, new FileRadioOptions { Pace = 0.001 }, onSleep: stop.Cancel);
        Assert.Equal(0, radio.Read(new Complex32[64], out _, stop.Token));
    }

    [Fact]
    public void Audio_comes_as_real_parts()
    {
        float[] sound = [0.5f, -0.25f, 1f, 0f, 0.125f];
        using var radio = new FileRadio(
            () => SampleFile.Open(new MemoryStream(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(sound).ToArray()), "sound.f32", new SampleFileOptions { Format = Format("f32"), SampleRateHz = 1000 }),
            new FileRadioOptions { Pace = null },
            _clock);
        Assert.Equal(SampleKind.Audio, radio.SampleKind);
        var samples = new Complex32[8];
        Assert.Equal(sound.Length, radio.Read(samples, out _, CancellationToken.None));
        Assert.Equal(sound.Select(x => new Complex32(x, 0)), samples[..sound.Length]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_pace_that_is_not_above_zero_is_refused(double pace) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Open(samples: 10, new FileRadioOptions { Pace = pace }));

    [Fact]
    public void Reading_allocates_nothing_even_where_a_loop_starts_again()
    {
        using FileRadio radio = Open(samples: 100, new FileRadioOptions { Pace = null, Loop = true });
        var block = new Complex32[64];
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int n = 0; n < 100; n++)
                radio.Read(block, out _, default);
        }));
    }

    private static SampleFormat Format(string name)
    {
        Assert.True(SampleFormat.TryParse(name, out SampleFormat format));
        return format;
    }

    private FileRadio Open(int samples, FileRadioOptions options, Action? onSleep = null)
    {
        byte[] bytes = new byte[8 * samples];
        for (int n = 0; n < samples; n++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8 * n), n);
        var file = new SampleFileOptions { Format = Format("cf32"), SampleRateHz = 1000, CenterFrequencyHz = 437e6, StartTime = Recorded };
        return new FileRadio(() => Reader(bytes, file), options, _clock, time =>
        {
            onSleep?.Invoke();
            _clock.Sleep(time);
        });
    }

    private static ISampleReader Reader(byte[] bytes, SampleFileOptions options) =>
        bytes.Length == 0 ? new EmptyReader() : SampleFile.Open(new MemoryStream(bytes), "test.cf32", options);

    private sealed class EmptyReader : ISampleReader
    {
        public string Description => "empty";

        public GroundTerminal.Modems.SampleKind Kind => GroundTerminal.Modems.SampleKind.Iq;

        public double SampleRateHz => 1000;

        public double? CenterFrequencyHz => null;

        public DateTimeOffset? StartTime => null;

        public long? TotalSamples => 0;

        public IReadOnlyList<string> Remarks => [];

        public DateTimeOffset? TimeOf(long sample) => null;

        public int Read(Span<float> destination) => 0;

        public int Read(Span<Complex32> destination) => 0;

        public void Dispose()
        {
        }
    }

    private sealed class TestClock : TimeProvider
    {
        private long _ticks;

        public int Slept { get; private set; }

        public TimeSpan Elapsed => new(_ticks);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Sleep(TimeSpan time)
        {
            Slept++;
            _ticks += time.Ticks;
        }
    }
}
