namespace GroundTerminal.Devices.Rotators;

/// <summary>Status register of EasyComm III (GS).</summary>
/// <remarks>"Proposed mapping" of A. Schultze, EasyComm III Standard (easycomm.txt as shipped with Hamlib).</remarks>
[Flags]
public enum EasycommStatus
{
    /// <summary>Nothing said.</summary>
    None = 0,

    /// <summary>Stands still and waits.</summary>
    Idle = 1,

    /// <summary>Turns.</summary>
    Moving = 2,

    /// <summary>Holds the commanded angle.</summary>
    Pointing = 4,

    /// <summary>Has an error, see <see cref="EasycommErrors"/>.</summary>
    Error = 8,
}
