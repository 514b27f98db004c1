namespace GroundTerminal.Devices.Radios;

/// <summary>A radio that was found.</summary>
/// <param name="Kind">Name of its <see cref="RadioDescriptor"/>.</param>
/// <param name="Device">What <c>radio.device</c> has to say to get it.</param>
/// <param name="Label">For people.</param>
/// <param name="Details">What else it tells of itself, by its own names.</param>
public sealed record FoundRadio(string Kind, string Device, string Label, IReadOnlyDictionary<string, string> Details);
