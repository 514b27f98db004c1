namespace GroundTerminal.Devices.Difi;

/// <summary>Kinds of VITA 49 packets, by their code (VITA 49.2 §5.1.1.1).</summary>
public enum VitaPacketType
{
    /// <summary>Signal data without a stream id.</summary>
    DataWithoutStream = 0,

    /// <summary>Signal data.</summary>
    Data = 1,

    /// <summary>Data of another kind, without a stream id.</summary>
    ExtensionDataWithoutStream = 2,

    /// <summary>Data of another kind.</summary>
    ExtensionData = 3,

    /// <summary>What is known of a data stream.</summary>
    Context = 4,

    /// <summary>Context of another kind; DIFI 1.0 and 1.1 send their version in it.</summary>
    ExtensionContext = 5,

    /// <summary>Control and acknowledgement; flow control in DIFI 1.2.</summary>
    Command = 6,

    /// <summary>Control of another kind; link establishment in DIFI 1.3.</summary>
    ExtensionCommand = 7,
}
