using System.Diagnostics;
using System.Runtime.InteropServices;
using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Dsp;
using GroundTerminal.Live;
using GroundTerminal.Station;
using GroundTerminal.Station.Clock;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Radios;

/// <summary>Opens a radio for some seconds and measures what it gives. Ctrl-C ends it early, with what was measured until then.</summary>
internal sealed class RadioMeasurement : IDisposable
{
    private const int BlockLength = 16384;
    private readonly LiveClock _machineClock = new(new ClockRules());
    private readonly TextWriter? _progress;
    private int _firstBlock;

    /// <param name="radio">Which radio.</param>
    /// <param name="progress">Where progress is shown; null where it is not.</param>
    /// <exception cref="InputException">It cannot be had.</exception>
    public RadioMeasurement(RadioConfiguration radio, TextWriter? progress)
    {
        _progress = progress;
        Radio = StationBuilder.CreateRadio(radio, new RunOptions(), TimeProvider.System, machineClock: _machineClock);
        Meter = new RadioMeter(Radio.SampleRateHz);
        Timeline = new SampleTimeline(Radio.SampleRateHz);
    }

    public IRadio Radio { get; }

    public RadioMeter Meter { get; }

    /// <summary>Sample clock against the machine's.</summary>
    public SampleTimeline Timeline { get; }

    /// <summary>How good the machine's clock is.</summary>
    public ClockQuality Clock => _machineClock.Quality;

    /// <summary>From the first to the last sample, s.</summary>
    public double Seconds { get; private set; }

    /// <summary>Samples a second, by the machine's clock.</summary>
    public double SamplesPerSecond => (Meter.Samples - _firstBlock) / Seconds;

    /// <summary>How far a drift read from the timeline may be off by what is known of delays, ppm.</summary>
    public double DriftUncertaintyPpm => Seconds > 0 ? 2 * Timeline.UncertaintySeconds / Seconds * 1e6 : double.NaN;

    /// <summary>Measures.</summary>
    /// <returns>False where no sample came.</returns>
    public bool Run(double seconds)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + 5));
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            stop.Cancel();
        });
        var block = new Complex32[BlockLength];
        long started = 0;
        for (var shown = 0; Seconds < seconds && Radio.Read(block, out SampleBlockInfo info, stop.Token) is var count and > 0;)
        {
            if (started == 0)
                (started, _firstBlock) = (Stopwatch.GetTimestamp(), count);
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Timeline.Observe(info.FirstSample + count, count, Seconds);
            Meter.Process(block.AsSpan(0, count), info);
            if ((int)Seconds > shown)
                _progress?.Write(FormattableString.Invariant($"\r{shown = (int)Seconds} of {seconds:0} s, {Meter.Samples / 1e6:0.0} M samples, {Meter.Gaps} gaps "));
        }
        _progress?.Write("\r\e[K");
        return Meter.Samples > 0;
    }

    public void Dispose()
    {
        Radio.Dispose();
        _machineClock.Dispose();
    }
}
