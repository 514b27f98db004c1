using GroundTerminal.Devices.Radios.Difi;
using GroundTerminal.Devices.Radios.RtlSdr;
using GroundTerminal.Devices.Radios.RtlTcp;
using GroundTerminal.Devices.Radios.Soapy;

namespace GroundTerminal.Devices.Radios;

/// <summary>The kinds of radio devices.</summary>
public static class RadioCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RadioDescriptor> All { get; } =
    [
        RtlSdrRadio.Descriptor,
        SoapyDevice.Descriptor,
        RtlTcpDevice.Descriptor,
        DifiRadioDevice.Descriptor,
    ];

    /// <summary>By name.</summary>
    /// <returns>Null where there is none.</returns>
    public static RadioDescriptor? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
