using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios;

/// <summary>A kind of radio.</summary>
/// <param name="Name">As configured: <c>radio.kind</c>.</param>
/// <param name="Standard">Hardware or protocol, for people.</param>
/// <param name="DeviceHelp">What <c>radio.device</c> says of it, with an example.</param>
/// <param name="Create">The device of that name; throws <see cref="InputException"/> where the name makes no sense. Opens nothing.</param>
public sealed record RadioDescriptor(string Name, string Standard, string DeviceHelp, Func<string, IRadioDevice> Create)
{
    /// <summary>Looks for devices of the kind; null where they cannot be looked for. Throws <see cref="RadioException"/> where a library is missing.</summary>
    public Func<IReadOnlyList<FoundRadio>>? List { get; init; }
}
