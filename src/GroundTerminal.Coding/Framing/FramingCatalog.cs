namespace GroundTerminal.Coding.Framing;

/// <summary>The framings that are built, by name.</summary>
public static class FramingCatalog
{
    /// <summary>All framings, in the order of documentation tables.</summary>
    public static IReadOnlyList<FramingDescriptor> All { get; } = 
    [
        Ax25Framing.Plain,
        Ax25Framing.G3ruh,
        Aistechsat2.Descriptor,
        Ao40Fec.Long,
        Ao40Fec.Short,
        Ao40Fec.LongChecked,
        Ao40Fec.ShortChecked,
        Ao40Uncoded.Descriptor,
        CcsdsConcatenated.Descriptor,
        CcsdsBlockFraming.ReedSolomon,
        CcsdsBlockFraming.Uncoded,
        LilacSat1.Descriptor,
        SmogpRa.SmogP,
        SmogpRa.Smog1,
        SmogpRa.Mrc100,
        SmogpSignalling.SmogP,
        SmogpSignalling.Smog1,
        Tt64.Descriptor,
    ];

    /// <summary>The framing of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static FramingDescriptor? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
