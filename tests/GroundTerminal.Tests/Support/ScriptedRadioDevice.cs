using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Tests.Support;

/// <summary>A radio device on a clock that a test sets: samples whose value is their index since the clock began, and whatever faults the test asks for.</summary>
internal sealed class ScriptedRadioDevice(ManualTime time, double rateHz) : IRadioDevice
{
    private readonly DateTimeOffset _start = time.Now;

    /// <summary>How much faster its clock runs, ppm.</summary>
    public double Ppm { get; set; }

    /// <summary>Called before each read; may pass time, or throw.</summary>
    public Func<int, RadioRead> OnRead { get; set; } = n => new RadioRead(n);

    public Func<RadioException?> OnOpen { get; set; } = () => null;

    public double RateHz { get; } = rateHz;

    public double OpenedRateHz { get; set; } = rateHz;

    public double OpenedFrequencyHz { get; set; } = 437e6;

    public int Opened { get; private set; }

    public int Disposed { get; set; }

    public string Description => "scripted";

    /// <summary>Samples that its clock has made until now.</summary>
    public long Made => (long)Math.Round((time.Now - _start).TotalSeconds * RateHz * (1 + (Ppm * 1e-6)));

    public IRadioStream Open(RadioSettings settings)
    {
        if (OnOpen() is { } refusal)
            throw refusal;
        Opened++;
        return new Stream(this);
    }

    private sealed class Stream(ScriptedRadioDevice device) : IRadioStream
    {
        public string Description => "scripted";

        public double SampleRateHz { get; } = device.OpenedRateHz;

        public double CenterFrequencyHz { get; } = device.OpenedFrequencyHz;

        public IReadOnlyList<string> Notes => [];

        public RadioRead Read(Span<Complex32> destination, TimeSpan timeout)
        {
            RadioRead read = device.OnRead(destination.Length);
            destination[..read.Count].Fill(new Complex32(1, 0));
            return read;
        }

        public void Dispose() => device.Disposed++;
    }
}
