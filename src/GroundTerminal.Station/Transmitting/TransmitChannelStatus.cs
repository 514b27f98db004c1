namespace GroundTerminal.Station.Transmitting;

/// <summary>An uplink, at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Satellite">What it is for; empty where nothing is said.</param>
/// <param name="FrequencyHz">Carrier as the satellite is to receive it, Hz.</param>
/// <param name="Modulation">Modulation.</param>
/// <param name="BaudRate">Symbol rate, baud.</param>
/// <param name="Framing">Framing.</param>
/// <param name="Refusal">Why nothing may be sent on it now; null where it may.</param>
public sealed record TransmitChannelStatus(string Name, string Satellite, double FrequencyHz, string Modulation, double BaudRate, string Framing, string? Refusal);
