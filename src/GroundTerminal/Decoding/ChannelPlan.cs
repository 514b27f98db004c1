using GroundTerminal.Modems;
using GroundTerminal.Station;

namespace GroundTerminal.Decoding;

/// <summary>A transmitter and the receiver that it needs.</summary>
public sealed record ChannelPlan(Transmitter Transmitter, ReceiverOptions Receiver);
