namespace GroundTerminal.Devices.Serial;

/// <summary>Parity bit of a serial line.</summary>
public enum SerialParity
{
    /// <summary>No parity bit.</summary>
    None,

    /// <summary>Even.</summary>
    Even,

    /// <summary>Odd.</summary>
    Odd,
}
