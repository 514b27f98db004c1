using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Receiving;

/// <summary>How a channel is cut out of a wide stream before it is demodulated: at 0 Hz, a power of two times slower, without its Doppler shift.</summary>
/// <param name="Plan">The filter bank of the stream; the same for all its channels.</param>
/// <param name="Decimation">How many times slower the channel is.</param>
public sealed record ChannelCut(ChannelizerPlan Plan, int Decimation)
{
    /// <summary>Sample rate of the channel, Hz.</summary>
    public double SampleRateHz => Plan.SampleRateHz / Decimation;
}
