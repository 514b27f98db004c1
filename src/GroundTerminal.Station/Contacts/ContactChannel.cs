using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Station.Contacts;

/// <summary>A channel of a satellite.</summary>
/// <param name="Satellite">Name.</param>
/// <param name="FrequencyHz">Transmitted frequency, Hz.</param>
/// <param name="Tracking">How the loop is told.</param>
public sealed record ContactChannel(string Satellite, double FrequencyHz, ChannelTracking Tracking);
