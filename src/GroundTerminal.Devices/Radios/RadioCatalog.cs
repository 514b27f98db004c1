namespace GroundTerminal.Devices.Radios;

/// <summary>The kinds of radio devices.</summary>
public static class RadioCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RadioDescriptor> All { get; } =
    [
        Difi.DifiRadioDevice.Descriptor,
        Soapy.SoapyDevice.Descriptor,
    ];

    /// <summary>By name.</summary>
    /// <returns>Null where there is none.</returns>
    public static RadioDescriptor? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
