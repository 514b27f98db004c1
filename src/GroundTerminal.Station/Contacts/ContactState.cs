namespace GroundTerminal.Station.Contacts;

/// <summary>Where a contact stands in its life: scheduled → pre-pass → pass → post-pass → completed, or failed, or cancelled.</summary>
public enum ContactState
{
    /// <summary>It is to come.</summary>
    Scheduled,

    /// <summary>The antenna is on its way to where the satellite rises.</summary>
    PrePass,

    /// <summary>The satellite is followed and received.</summary>
    Pass,

    /// <summary>The satellite has set; what is still in the receivers is decoded.</summary>
    PostPass,

    /// <summary>It is over.</summary>
    Completed,

    /// <summary>It could not be done, or not as planned; the reason says why.</summary>
    Failed,

    /// <summary>It was given up before it began, or was ended by somebody; the reason says why.</summary>
    Cancelled,
}
