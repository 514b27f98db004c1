using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Configuration;

/// <summary>Where a channel's samples go, and how.</summary>
/// <param name="To">Where to.</param>
/// <param name="SampleRateHz">Sample rate, Hz, whole; null means what the channel needs.</param>
/// <param name="Bits">8 or 16.</param>
/// <param name="StreamId">Stream id.</param>
/// <param name="Demodulate">The channel is demodulated here as well.</param>
/// <param name="KeepsDoppler">The Doppler shift is not taken off.</param>
/// <param name="Mtu">Largest IP packet, bytes.</param>
/// <param name="PosixTime">Time stamps say that they are POSIX time.</param>
public sealed record VirtualRfConfiguration(DifiAddress To, double? SampleRateHz, int Bits, uint StreamId, bool Demodulate, bool KeepsDoppler, int Mtu, bool PosixTime);
