namespace GroundTerminal.Devices.Rotators;

/// <summary>Error register of EasyComm III (GE).</summary>
/// <remarks>"Proposed mapping" of A. Schultze, EasyComm III Standard (easycomm.txt as shipped with Hamlib).</remarks>
[Flags]
public enum EasycommErrors
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>A sensor fails.</summary>
    Sensor = 1,

    /// <summary>The rotator is jammed.</summary>
    Jam = 2,

    /// <summary>The zero position was not found.</summary>
    Homing = 4,
}
