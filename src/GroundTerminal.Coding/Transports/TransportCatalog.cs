namespace GroundTerminal.Coding.Transports;

/// <summary>The transports that are built, by name.</summary>
public static class TransportCatalog
{
    /// <summary>All transports, in the order of documentation tables.</summary>
    public static IReadOnlyList<TransportDescriptor> All { get; } =
    [
        KissTransport.Plain, KissTransport.NoCommandByte, KissTransport.Ks1q, TmKissTransport.Standard, TmKissTransport.Short,
        TransferFrameTransport.Tm, TransferFrameTransport.TmChecked, TransferFrameTransport.Aos, TransferFrameTransport.AosChecked, TransferFrameTransport.AosInsertZone,
    ];

    /// <summary>The transport of that name, exactly as the catalogue spells it; null where it is not built.</summary>
    public static TransportDescriptor? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
