namespace GroundTerminal.Devices.Difi;

/// <summary>What a captured frame holds.</summary>
public enum DatagramKind
{
    /// <summary>A whole UDP datagram.</summary>
    Udp,

    /// <summary>A fragment of one: DIFI forbids them, and they are not joined here.</summary>
    Fragment,

    /// <summary>TCP, which is not followed here.</summary>
    Tcp,

    /// <summary>Something else.</summary>
    Other,

    /// <summary>Headers that make no sense.</summary>
    Broken,

    /// <summary>A link type that is not known.</summary>
    UnknownLink,
}
