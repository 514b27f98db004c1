namespace GroundTerminal.Station.Radios;

/// <summary>A sky to listen to at any frequency: gives a radio that is set so. What serves samples to other programs asks it anew whenever they tune.</summary>
/// <param name="sampleRateHz">Complex sample rate, Hz.</param>
/// <param name="centerFrequencyHz">Radio frequency at 0 Hz of the stream, Hz.</param>
/// <returns>A radio in real time, to be disposed by the caller.</returns>
public delegate IRadio RadioTuning(double sampleRateHz, double centerFrequencyHz);
