using GroundTerminal.Dsp;
using GroundTerminal.Station;

namespace GroundTerminal.Emulator.Usb;

/// <summary>Zeros in real time: where there is no sky.</summary>
internal sealed class SilentRadio : IRadio
{
    private readonly PaceKeeper _pace = new(TimeProvider.System);
    private long _next;

    public SilentRadio(double sampleRateHz, double centerFrequencyHz)
    {
        (SampleRateHz, CenterFrequencyHz) = (sampleRateHz, centerFrequencyHz);
        _pace.Start();
    }

    public string Description => "silence";

    public double SampleRateHz { get; }

    public double CenterFrequencyHz { get; }

    public int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation)
    {
        info = default;
        if (!_pace.WaitUntil(TimeSpan.FromSeconds((_next + destination.Length) / SampleRateHz), cancellation))
            return 0;
        destination.Clear();
        _next += destination.Length;
        return destination.Length;
    }

    public void Dispose()
    {
    }
}
