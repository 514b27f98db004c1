namespace GroundTerminal.Devices.Radios;

/// <summary>What a radio server tells of a client.</summary>
/// <param name="Event">connected, tuned, refused or disconnected.</param>
/// <param name="Client">Its address.</param>
/// <param name="SampleRateHz">Sample rate now, Hz.</param>
/// <param name="CenterFrequencyHz">Radio frequency at 0 Hz of the stream now, Hz.</param>
/// <param name="GainDb">Gain now, dB; null where it is automatic.</param>
/// <param name="SamplesLost">Samples that this client lost so far because it was slow.</param>
/// <param name="Reason">Why it was refused, or ended; empty where nothing is to be said.</param>
public sealed record RadioServerEvent(string Event, string Client, double SampleRateHz, double CenterFrequencyHz, double? GainDb, long SamplesLost, string Reason = "");
