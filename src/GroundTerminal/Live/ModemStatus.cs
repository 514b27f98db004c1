namespace GroundTerminal.Live;

/// <summary>A modem library of a channel.</summary>
/// <param name="State">What it does: runs, blocks, or why it ended.</param>
/// <param name="Restarts">How often its process was started again.</param>
/// <param name="LostSamples">Samples of its own rate that it did not get, because it was too slow or not there.</param>
public sealed record ModemStatus(string State, long Restarts, long LostSamples);
