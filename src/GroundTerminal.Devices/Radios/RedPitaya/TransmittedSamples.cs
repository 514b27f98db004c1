using GroundTerminal.Dsp;

namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>Takes what a client radiates, in order, at the pace of its sample rate.</summary>
/// <param name="sampleRateHz">Complex sample rate, Hz.</param>
/// <param name="centerFrequencyHz">Radio frequency at 0 Hz of the samples, Hz.</param>
/// <param name="samples">Full scale is 1; valid during the call only.</param>
public delegate void TransmittedSamples(double sampleRateHz, double centerFrequencyHz, ReadOnlySpan<Complex32> samples);
