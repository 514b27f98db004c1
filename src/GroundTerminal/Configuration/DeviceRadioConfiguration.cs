using GroundTerminal.Devices;
using GroundTerminal.Devices.Radios;
using GroundTerminal.Station.Radios;

namespace GroundTerminal.Configuration;

/// <summary>A radio that is a device, or a program that speaks as one.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Device">Which one, by that kind's names.</param>
/// <param name="Settings">What it is asked for.</param>
public sealed record DeviceRadioConfiguration(RadioDescriptor Kind, string Device, RadioSettings Settings) : RadioConfiguration
{
    /// <summary>Makes it, not yet open.</summary>
    /// <exception cref="InputException">There is no such device.</exception>
    public IRadioDevice Create()
    {
        try
        {
            return Kind.Create(Device);
        }
        catch (RadioException e)
        {
            throw new InputException($"radio: {e.Message}", e);
        }
    }
}
