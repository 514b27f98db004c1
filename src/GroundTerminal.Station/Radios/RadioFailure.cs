namespace GroundTerminal.Station.Radios;

/// <summary>Why a radio cannot be had, or not any longer.</summary>
public enum RadioFailure
{
    /// <summary>It is not there: not plugged in, no server at that address.</summary>
    Absent,

    /// <summary>Another program, or another part of this one, has it.</summary>
    Busy,

    /// <summary>This user may not open it.</summary>
    Denied,

    /// <summary>A setting is impossible on it: trying again does not help.</summary>
    Settings,

    /// <summary>It went away while it was open: unplugged, connection closed.</summary>
    Lost,

    /// <summary>It is there, but does not answer, or gives no samples.</summary>
    Hung,

    /// <summary>It answers what makes no sense.</summary>
    Protocol,

    /// <summary>A library that it needs is missing.</summary>
    Library,
}
