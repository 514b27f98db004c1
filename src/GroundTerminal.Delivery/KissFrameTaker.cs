namespace GroundTerminal.Delivery;

/// <summary>Takes a data frame that a KISS client sent. Called on the thread of that client; must not wait.</summary>
/// <param name="client">The client's address.</param>
/// <param name="port">Port of the frame's command byte, 0 to 15.</param>
/// <param name="payload">The frame; valid during the call.</param>
public delegate void KissFrameTaker(string client, int port, ReadOnlySpan<byte> payload);
