namespace GroundTerminal.Devices.Radios;

/// <summary>A protocol in which samples are served to other programs.</summary>
/// <param name="Name">As given to <c>emulate radio --protocol</c>.</param>
/// <param name="Standard">What it stands in for, for people.</param>
/// <param name="DefaultListen">Where it is reached where nothing else is said.</param>
/// <param name="Start">Starts it; throws <see cref="InputException"/> where it cannot listen there.</param>
public sealed record RadioServerDescriptor(string Name, string Standard, string DefaultListen, Func<RadioServerRequest, IRadioServer> Start);
