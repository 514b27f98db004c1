using System.Runtime.InteropServices;
using GroundTerminal.Dsp;
using GroundTerminal.Station;

namespace GroundTerminal.Emulator.Usb;

/// <summary>The thread that turns the sky into bytes at the pace and frequency that the registers mean.</summary>
internal sealed class RtlSampleFeed : IDisposable
{
    private const int BlockLength = 2048;
    private readonly RtlDongle _dongle;
    private readonly Thread _thread;
    private readonly CancellationTokenSource _ending = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly Complex32[] _samples = new Complex32[BlockLength];
    private readonly byte[] _bytes = new byte[2 * BlockLength];
    private byte _counter;

    public RtlSampleFeed(RtlDongle dongle)
    {
        _dongle = dongle;
        _thread = new Thread(Run) { Name = "emulated dongle", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The registers have changed.</summary>
    public void Wake() => _changed.Set();

    public void Dispose()
    {
        _ending.Cancel();
        _changed.Set();
        _thread.Join();
        _ending.Dispose();
        _changed.Dispose();
    }

    private void Run()
    {
        IRadio? radio = null;
        try
        {
            var (status, version) = (_dongle.Status, -1L);
            while (!_ending.IsCancellationRequested)
            {
                if (_dongle.Version is var now && now != version)
                    (status, version) = (_dongle.Status, now);
                radio = Follow(radio, status);
                if (radio is null)
                    _changed.WaitOne();
                else if (radio.Read(_samples, out _, _ending.Token) is var count and > 0)
                    Push(_samples.AsSpan(0, count), status);
                else
                    _changed.WaitOne(20); // the sky has ended: nothing comes any more
            }
        }
        finally
        {
            radio?.Dispose();
        }
    }

    private IRadio? Follow(IRadio? radio, RtlDongleStatus status)
    {
        bool fits = radio is not null && status.IsStreaming && radio.SampleRateHz == status.SampleRateHz && radio.CenterFrequencyHz == status.CenterFrequencyHz;
        if (fits)
            return radio;
        radio?.Dispose();
        return status.IsStreaming ? Tune(status.SampleRateHz, status.CenterFrequencyHz) : null;
    }

    /// <summary>On the way to what a driver wants, and when it puts the tuner to sleep, the registers may mean anything: a sky that has nothing there is silence.</summary>
    private IRadio Tune(double sampleRateHz, double centerFrequencyHz)
    {
        try
        {
            return _dongle.Options.Sky(sampleRateHz, centerFrequencyHz);
        }
        catch (ArgumentException)
        {
            return new SilentRadio(sampleRateHz, centerFrequencyHz);
        }
    }

    private void Push(Span<Complex32> samples, RtlDongleStatus status)
    {
        Span<byte> bytes = _bytes.AsSpan(0, 2 * samples.Length);
        if (status.IsCounting)
        {
            foreach (ref byte value in bytes)
                value = _counter++;
        }
        else
        {
            double gainDb = status.HasAutomaticGain || status.DirectSampling is not null ? 0 : status.StageGainsDb.Values.Sum() - _dongle.Options.ReferenceGainDb;
            var factor = (float)(status.IsLocked || status.DirectSampling is not null ? Math.Pow(10, gainDb / 20) : 0);
            float mirror = status.IsMirrored ? -factor : factor;
            if (factor != 1 || mirror != 1)
            {
                foreach (ref Complex32 sample in samples)
                    sample = new Complex32(sample.Re * factor, sample.Im * mirror);
            }
            SampleQuantization.ToUInt8(MemoryMarshal.Cast<Complex32, float>(samples), bytes);
        }
        _dongle.Push(bytes);
    }
}
