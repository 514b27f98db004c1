namespace GroundTerminal.Configuration;

/// <summary>A shared library that demodulates a channel.</summary>
/// <param name="Library">Its path.</param>
/// <param name="Options">What it is told.</param>
/// <param name="SampleRateHz">Sample rate that it gets, Hz.</param>
/// <param name="OwnProcess">In a process of its own; otherwise on a thread of this one.</param>
public sealed record PluginModemConfiguration(string Library, string Options, double SampleRateHz, bool OwnProcess) : ModemConfiguration;
