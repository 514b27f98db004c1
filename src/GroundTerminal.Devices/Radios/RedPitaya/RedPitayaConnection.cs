namespace GroundTerminal.Devices.Radios.RedPitaya;

/// <summary>What a connection is for: its first word.</summary>
internal enum RedPitayaConnection
{
    ReceiveCommands = 0,
    ReceiveSamples = 1,
    TransmitCommands = 2,
    TransmitSamples = 3,
}
