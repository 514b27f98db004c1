namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>What a client commands.</summary>
internal enum RedPitayaCommand
{
    /// <summary>The value is a frequency, Hz.</summary>
    Frequency,

    /// <summary>The value is the number of a sample rate.</summary>
    Rate,

    /// <summary>Lines of the board: taken, and nothing is done.</summary>
    Other,
}
