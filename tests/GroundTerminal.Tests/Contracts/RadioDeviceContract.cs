using System.Diagnostics;
using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Contracts;

/// <summary>What every <see cref="IRadioDevice"/> keeps to, with its other side (a model, a server) beside it.</summary>
public abstract class RadioDeviceContract : IDisposable
{
    private const int Openings = 50;
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(200), Limit = TimeSpan.FromSeconds(20);

    /// <summary>The device; its other side streams what it is asked for. Throws SkipException where a library is missing.</summary>
    protected abstract IRadioDevice Device { get; }

    /// <summary>What it can do.</summary>
    protected abstract RadioSettings Settings { get; }

    /// <summary>What it cannot do, each with the key that the refusal has to name.</summary>
    protected abstract IEnumerable<(RadioSettings Settings, string Key)> Impossible();

    /// <summary>The other side goes away: cable pulled, server ended. It comes back with <see cref="Return"/>.</summary>
    protected abstract void Unplug();

    /// <summary>The other side is there again.</summary>
    protected abstract void Return();

    /// <summary>The other side stays, but gives no samples.</summary>
    protected abstract void Hang();

    public abstract void Dispose();

    [SkippableFact]
    public void It_streams_at_its_rate_and_says_what_it_is()
    {
        using IRadioStream stream = Device.Open(Settings);
        Assert.Equal(Settings.SampleRateHz, stream.SampleRateHz, Settings.SampleRateHz * 1e-4);
        Assert.Equal(Settings.CenterFrequencyHz, stream.CenterFrequencyHz, 1e3);
        Assert.NotEmpty(Device.Description);
        Assert.NotEmpty(stream.Description);
        var buffer = new Complex32[4096];
        ReadSome(stream, buffer, 20_000);
        (long started, long got) = (Stopwatch.GetTimestamp(), ReadSome(stream, buffer, (long)Settings.SampleRateHz));
        Assert.InRange(got / Stopwatch.GetElapsedTime(started).TotalSeconds / Settings.SampleRateHz, 0.7, 1.4);
    }

    [SkippableFact]
    public void Reading_allocates_nothing()
    {
        using IRadioStream stream = Device.Open(Settings);
        var buffer = new Complex32[1000];
        ReadSome(stream, buffer, 20_000);
        Assert.Equal(0, Streams.Allocated(() =>
        {
            for (int i = 0; i < 100; i++)
                stream.Read(buffer, Timeout);
        }));
    }

    [SkippableFact]
    public void Opened_and_closed_fifty_times_it_leaves_nothing_behind()
    {
        var buffer = new Complex32[4096];
        OpenAndClose(buffer, 5);
        var (files, threads) = (OpenFiles(), Threads());
        OpenAndClose(buffer, Openings);
        Assert.True(SpinWait.SpinUntil(() => OpenFiles() <= files + 2 && Threads() <= threads + 3, Limit), $"files {files} → {OpenFiles()}, threads {threads} → {Threads()}");
    }

    [SkippableFact]
    public void Unplugged_it_is_lost_then_absent_then_there_again()
    {
        var buffer = new Complex32[4096];
        using (IRadioStream stream = Device.Open(Settings))
        {
            ReadSome(stream, buffer, 10_000);
            Unplug();
            Assert.Equal(RadioFailure.Lost, Assert.Throws<RadioException>(() => ReadSome(stream, buffer, long.MaxValue)).Failure);
        }
        RadioException absent = Assert.Throws<RadioException>(() => Device.Open(Settings).Dispose());
        Assert.Equal(RadioFailure.Absent, absent.Failure);
        Return();
        using IRadioStream again = Device.Open(Settings);
        ReadSome(again, buffer, 10_000);
    }

    [SkippableFact]
    public void Where_it_hangs_a_read_ends_in_time()
    {
        using IRadioStream stream = Device.Open(Settings);
        var buffer = new Complex32[1 << 16];
        ReadSome(stream, buffer, 10_000);
        Hang();
        var watch = Stopwatch.StartNew();
        while (stream.Read(buffer, Timeout).Count > 0 && watch.Elapsed < Limit)
        {
        }
        watch.Restart();
        Assert.Equal(0, stream.Read(buffer, Timeout).Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.1, 2);
    }

    [SkippableFact]
    public void What_it_cannot_do_is_refused_with_the_key()
    {
        foreach (var (settings, key) in Impossible())
        {
            RadioException refusal = Assert.Throws<RadioException>(() => Device.Open(settings).Dispose());
            Assert.Equal(RadioFailure.Settings, refusal.Failure);
            Assert.Contains(key, refusal.Message, StringComparison.Ordinal);
        }
        using IRadioStream stream = Device.Open(Settings);
        ReadSome(stream, new Complex32[4096], 10_000);
    }

    /// <summary>Reads until so many samples came.</summary>
    protected static long ReadSome(IRadioStream stream, Complex32[] buffer, long samples)
    {
        (long got, long started) = (0, Stopwatch.GetTimestamp());
        while (got < samples)
        {
            got += stream.Read(buffer, Timeout).Count;
            Assert.True(Stopwatch.GetElapsedTime(started) < Limit, $"only {got} samples in {Limit}");
        }
        return got;
    }

    private static int OpenFiles() => Directory.GetFiles("/proc/self/fd").Length;

    private static int Threads() => Directory.GetDirectories("/proc/self/task").Length;

    private void OpenAndClose(Complex32[] buffer, int times)
    {
        for (int i = 0; i < times; i++)
        {
            using IRadioStream stream = Device.Open(Settings);
            ReadSome(stream, buffer, 1);
        }
    }
}
