namespace GroundTerminal.Coding.Framing;

/// <summary>The framings that are built, by name.</summary>
public static class FramingCatalog
{
    /// <summary>All framings, in the order of documentation tables.</summary>
    public static IReadOnlyList<FramingDescriptor> All { get; } = 
    [
        Ax25Framing.Plain,
        Ax25Framing.G3ruh,
        Ao40Fec.Long,
        Ao40Fec.Short,
        Ao40Fec.LongChecked,
        Ao40Fec.ShortChecked,
        Ao40Uncoded.Descriptor,
        CcsdsConcatenated.Descriptor,
        CcsdsBlockFraming.ReedSolomon,
        CcsdsBlockFraming.Uncoded,
        LilacSat1.Descriptor,
        Ax100Framing.AsmGolay,
        Ax100Framing.ReedSolomon,
        Ax100Framing.U482c,
        Ax100Framing.Foresail1,
        PacketFraming.ReaktorHelloWorld,
        PacketFraming.Light1,
        PacketFraming.Aalto1,
        PacketFraming.Geoscan,
        PacketFraming.Cc11xx,
        PacketFraming.Fossasat,
        PacketFraming.Grizu263a,
        PacketFraming.Lucky7,
        Sat3Cat1Framing.Descriptor,
        NuSatFraming.Descriptor,
        Aausat4Framing.Descriptor,
        SanoSatFraming.Descriptor,
        Usp.Descriptor,
        Mobitex.Classic,
        Mobitex.Nx,
        Mobitex.Beesat1,
        Mobitex.Beesat9,
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
        Fox.Duv,
        Fox.HighSpeed,
        OpsSatFraming.Descriptor,
        HsuSat1Framing.Descriptor,
    ];

    /// <summary>The framing of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static FramingDescriptor? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
