using GroundTerminal.Modems;
using GroundTerminal.Station;

namespace GroundTerminal.Decoding;

/// <summary>Transmitters that differ in nothing that a demodulator cares for, and the receiver that they share.</summary>
/// <param name="Transmitters">One for each of the receiver's framings, in their order.</param>
/// <param name="Receiver">What the receiver is built from.</param>
public sealed record ChannelPlan(IReadOnlyList<Transmitter> Transmitters, ReceiverOptions Receiver);
