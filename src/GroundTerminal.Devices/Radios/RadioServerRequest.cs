using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios;

/// <summary>What a radio server is started with.</summary>
/// <param name="Listen">Where it is to be reached, as its <see cref="RadioServerDescriptor"/> says.</param>
/// <param name="Tuning">The sky that it serves.</param>
/// <param name="SampleRateHz">Sample rate until a client sets another, Hz.</param>
/// <param name="CenterFrequencyHz">Radio frequency until a client sets another, Hz.</param>
/// <param name="Tell">Told of clients; any thread.</param>
public sealed record RadioServerRequest(string Listen, RadioTuning Tuning, double SampleRateHz, double CenterFrequencyHz, Action<RadioServerEvent> Tell);
