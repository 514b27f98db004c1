namespace GroundTerminal.Devices.Difi;

/// <summary>Where packets go. One thread.</summary>
public interface IPacketOutput : IDisposable
{
    /// <summary>Sends one packet, or drops it.</summary>
    /// <returns>False where it was dropped.</returns>
    bool TrySend(ReadOnlySpan<byte> packet);

    /// <summary>Whether the other side began anew since the last call, and has to be told everything again.</summary>
    bool TakeRenewal();
}
