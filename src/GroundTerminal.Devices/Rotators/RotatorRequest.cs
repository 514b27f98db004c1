namespace GroundTerminal.Devices.Rotators;

/// <summary>A command as a device met it on the wire.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="Header">What the answer must begin with: rotctld's separator and echo of the command; empty where nothing is echoed.</param>
public sealed record RotatorRequest(RotatorCommand Command, string Header = "");
