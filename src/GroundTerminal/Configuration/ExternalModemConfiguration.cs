using System.Net;

namespace GroundTerminal.Configuration;

/// <summary>Another program that demodulates a channel, and sends its frames here.</summary>
/// <param name="Datagrams">A frame a UDP datagram; otherwise KISS over TCP.</param>
/// <param name="Endpoint">Where they are listened for.</param>
public sealed record ExternalModemConfiguration(bool Datagrams, IPEndPoint Endpoint) : ModemConfiguration;
