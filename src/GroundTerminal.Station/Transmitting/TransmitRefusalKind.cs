namespace GroundTerminal.Station.Transmitting;

/// <summary>Why a frame is not, or not wholly, sent.</summary>
public enum TransmitRefusalKind
{
    /// <summary>The configuration does not let anything be sent.</summary>
    Disabled,

    /// <summary>No operator has armed the transmitter, or its time is over.</summary>
    NotArmed,

    /// <summary>No contact with the satellite is under way.</summary>
    NoContact,

    /// <summary>The satellite is too low, or where it is is not known.</summary>
    Elevation,

    /// <summary>The clock is not good enough.</summary>
    Clock,

    /// <summary>The antenna does not point at the satellite.</summary>
    Pointing,

    /// <summary>It is no frame of that channel: wrong length, unknown channel.</summary>
    Frame,

    /// <summary>The carrier would lie outside the transmitter's band.</summary>
    Band,

    /// <summary>The queue is full.</summary>
    QueueFull,

    /// <summary>It would be on the air for longer than a burst may.</summary>
    TooLong,

    /// <summary>Its turn did not come in time within the duty limits.</summary>
    Duty,

    /// <summary>The radio failed.</summary>
    Radio,

    /// <summary>The line that keys the transmitter failed.</summary>
    Switch,

    /// <summary>The watchdog switched the transmitter off.</summary>
    Watchdog,

    /// <summary>The station ends.</summary>
    Stopped,
}
