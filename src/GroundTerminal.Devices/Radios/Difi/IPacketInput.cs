namespace GroundTerminal.Devices.Radios.Difi;

/// <summary>Where packets come from. One thread.</summary>
internal interface IPacketInput : IDisposable
{
    /// <summary>Waits for a packet.</summary>
    /// <param name="packet">Where it goes.</param>
    /// <param name="microseconds">How long to wait at most; 0 takes what is there.</param>
    /// <returns>Its bytes; 0 where none came.</returns>
    /// <exception cref="Station.Radios.RadioException">The other side closed the connection, or sends what is no packet.</exception>
    int Receive(Span<byte> packet, int microseconds);
}
