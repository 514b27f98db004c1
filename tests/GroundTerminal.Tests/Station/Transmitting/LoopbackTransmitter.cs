using GroundTerminal.Dsp;
using GroundTerminal.Station.Radios;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Transmitting;

/// <summary>Keeps what is written; its time passes as samples are taken.</summary>
internal sealed class LoopbackTransmitter(ManualTime time, List<string> log) : ITransmitDevice
{
    public List<Complex32> Samples { get; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int EndsOfBurst { get; private set; }

    /// <summary>Called before samples are taken.</summary>
    public Action<long> BeforeWrite { get; set; } = _ => { };

    /// <summary>What it takes of so many.</summary>
    public Func<int, int> Takes { get; set; } = n => n;

    /// <summary>How much faster it takes samples than it sends them; 0 in no time at all.</summary>
    public double TimeFactor { get; set; } = 1;

    public ITransmitStream OpenTransmit(RadioSettings settings)
    {
        Opened++;
        return new Stream(this, settings, time, log);
    }

    private sealed class Stream(LoopbackTransmitter device, RadioSettings settings, ManualTime time, List<string> log) : ITransmitStream
    {
        public string Description => "loopback";

        public double SampleRateHz => settings.SampleRateHz;

        public double CenterFrequencyHz => settings.CenterFrequencyHz;

        public int Write(ReadOnlySpan<Complex32> samples, bool endOfBurst, TimeSpan timeout)
        {
            device.BeforeWrite(device.Samples.Count);
            int taken = device.Takes(samples.Length);
            if (taken == 0)
                time.Pass(timeout);
            for (int i = 0; i < Math.Min(taken, samples.Length); i++)
                device.Samples.Add(samples[i]);
            time.Pass(TimeSpan.FromSeconds(device.TimeFactor * taken / SampleRateHz));
            if (log.Count == 0 || log[^1] != "samples")
                log.Add("samples");
            if (endOfBurst && taken == samples.Length)
                device.EndsOfBurst++;
            return taken;
        }

        public void Dispose() => device.Closed++;
    }
}
