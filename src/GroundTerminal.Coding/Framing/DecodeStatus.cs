namespace GroundTerminal.Coding.Framing;

/// <summary>Why a deframer accepted or refused what it found.</summary>
public enum DecodeStatus
{
    /// <summary>A frame: its check passed.</summary>
    Ok,

    /// <summary>A frame of legal length whose check failed.</summary>
    CheckFailed,

    /// <summary>Shorter than the shortest legal frame of the framing.</summary>
    TooShort,

    /// <summary>Longer than the longest frame the deframer was built for.</summary>
    TooLong,

    /// <summary>Ended inside an octet, or by an abort sequence.</summary>
    Aborted,
}
