namespace GroundTerminal.Delivery;

/// <summary>Takes a frame that came as a datagram; must not wait.</summary>
/// <param name="payload">Valid during the call.</param>
public delegate void DatagramTaker(ReadOnlySpan<byte> payload);
