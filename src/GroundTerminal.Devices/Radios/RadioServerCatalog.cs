using GroundTerminal.Devices.Radios.RedPitaya;
using GroundTerminal.Devices.Radios.RtlTcp;

namespace GroundTerminal.Devices.Radios;

/// <summary>The protocols in which samples are served to other programs.</summary>
public static class RadioServerCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RadioServerDescriptor> All { get; } =
    [
        new("rtl_tcp", "an RTL-SDR behind rtl_tcp", "127.0.0.1:1234", RtlTcpServer.Start),
        new("redpitaya", "a Red Pitaya with the SDR transceiver, the sky's middle at 10 MHz", "127.0.0.1:1001", RedPitayaServer.Start),
    ];

    /// <summary>By name.</summary>
    /// <returns>Null where there is none.</returns>
    public static RadioServerDescriptor? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
