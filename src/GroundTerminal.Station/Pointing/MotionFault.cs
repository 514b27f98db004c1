namespace GroundTerminal.Station.Pointing;

/// <summary>What is wrong with the rotator, as the motion authority sees it.</summary>
public enum MotionFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It was told to turn and does not.</summary>
    Stall,

    /// <summary>It turns and was not told to, or turns away.</summary>
    Runaway,

    /// <summary>It says that it is where it cannot have got to.</summary>
    Jump,

    /// <summary>It does not answer, or nothing that can be used.</summary>
    Mute,
}
