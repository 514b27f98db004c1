using GroundTerminal.Devices.Radios.RtlTcp;

namespace GroundTerminal.Devices.Radios;

/// <summary>The kinds of radio devices.</summary>
public static class RadioCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RadioDescriptor> All { get; } =
    [
        new("rtl_tcp", "RTL-SDR behind rtl_tcp", RtlTcpDevice.DeviceHelp, RtlTcpDevice.Create),
    ];

    /// <summary>By name.</summary>
    /// <returns>Null where there is none.</returns>
    public static RadioDescriptor? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
