namespace GroundTerminal.Modems;

/// <summary>The modulations that are built, by name.</summary>
public static class ModulationCatalog
{
    /// <summary>All modulations, in the order of documentation tables.</summary>
    public static IReadOnlyList<ModulationDescriptor> All => field ??=
    [
        FskModulator.Descriptor, FskSubaudio.Descriptor, AfskModulator.Descriptor, .. BpskModulator.Descriptors,
        .. PskModulator.Descriptors, GmskModulator.Descriptor, .. PhaseModulator.Descriptors,
    ];

    /// <summary>The modulation of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static ModulationDescriptor? Find(string name) => name switch
    {
        "FSK" => FskModulator.Descriptor,
        "FSK subaudio" => FskSubaudio.Descriptor,
        "AFSK" => AfskModulator.Descriptor,
        "GMSK" => GmskModulator.Descriptor,
        _ => Array.Find(BpskModulator.Descriptors, m => m.Name == name) ?? Array.Find(PskModulator.Descriptors, m => m.Name == name) ?? Array.Find(PhaseModulator.Descriptors, m => m.Name == name),
    };
}
