namespace GroundTerminal.Station.Pointing;

/// <summary>What the motion authority is doing.</summary>
public enum MotionMode
{
    /// <summary>Nothing was asked for; the antenna stays where it is.</summary>
    Idle,

    /// <summary>Turns to, or holds, a direction that somebody asked for.</summary>
    Pointing,

    /// <summary>Turns to, or holds, the parking place.</summary>
    Parking,

    /// <summary>Turns to, or waits at, the beginning of a pass.</summary>
    PrePositioning,

    /// <summary>Follows a pass.</summary>
    Following,

    /// <summary>Turns to, or holds, the stow place; every other order but a stop is refused.</summary>
    Stowed,

    /// <summary>Somebody stopped it; the next order moves it again.</summary>
    Stopped,

    /// <summary>A fault stopped it.</summary>
    Fault,
}
