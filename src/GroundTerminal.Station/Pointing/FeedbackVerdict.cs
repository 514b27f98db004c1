namespace GroundTerminal.Station.Pointing;

/// <summary>What a look at the feedback gave.</summary>
internal enum FeedbackVerdict
{
    /// <summary>No new reading.</summary>
    Nothing,

    /// <summary>A reading that is believed.</summary>
    Believed,

    /// <summary>A reading that is not.</summary>
    Ignored,

    /// <summary>A reading that is believed now, after others like it were not.</summary>
    Jumped,

    /// <summary>Readings agree on a place that is outside the limits; said once.</summary>
    Impossible,
}
