namespace GroundTerminal.Coding.Protocols;

/// <summary>What became of a transfer frame.</summary>
public enum TransferFrameStatus
{
    /// <summary>It was counted and its content handed over.</summary>
    Ok,

    /// <summary>Its frame error control field does not fit.</summary>
    CheckFailed,

    /// <summary>It is shorter than its headers and trailers, or has another version number.</summary>
    Malformed,

    /// <summary>It is of a spacecraft that is not listened to.</summary>
    OtherSpacecraft,

    /// <summary>It has the count of the frame before it in its channel.</summary>
    Repeated,

    /// <summary>More virtual channels have been seen than are kept.</summary>
    TooManyChannels,
}
