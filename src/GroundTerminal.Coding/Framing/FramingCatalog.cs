namespace GroundTerminal.Coding.Framing;

/// <summary>The framings that are built, by name.</summary>
public static class FramingCatalog
{
    /// <summary>All framings, in the order of documentation tables.</summary>
    public static IReadOnlyList<FramingDescriptor> All { get; } = 
    [
        Ax25Framing.Plain,
        Ax25Framing.G3ruh,
        LengthByte.Endurosat,
        Spino.Descriptor,
        Qubik.Descriptor,
        OpenLst.Descriptor,
        LengthByte.Diy1,
        LengthByte.Binar1,
        LengthByte.Binar2,
        Yusat.Descriptor,
        Ax5043.Descriptor,
        IdeasSat.Descriptor,
        Hades.R,
        Hades.D,
    ];

    /// <summary>The framing of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static FramingDescriptor? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
