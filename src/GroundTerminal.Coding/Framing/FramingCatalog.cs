namespace GroundTerminal.Coding.Framing;

/// <summary>The framings that are built, by name.</summary>
public static class FramingCatalog
{
    /// <summary>All framings, in the order of documentation tables.</summary>
    public static IReadOnlyList<FramingDescriptor> All { get; } = 
    [
        Ax25Framing.Plain,
        Ax25Framing.G3ruh,
        Usp.Descriptor,
        Mobitex.Classic,
        Mobitex.Nx,
        Mobitex.Beesat1,
        Mobitex.Beesat9,
        Snet.SnetDescriptor,
        Snet.SalsatDescriptor,
        Swiatowid.Descriptor,
        NgHam.Coded,
        NgHam.NoReedSolomon,
        Eseo.Descriptor,
        Ax25Framing.Ua01,
        AstrocastFx25.NrzI,
        AstrocastFx25.Nrz,
    ];

    /// <summary>The framing of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static FramingDescriptor? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
