namespace GroundTerminal.Station.Transmitting;

/// <summary>The line that keys a transmitter: PTT, or the enable line of an amplifier. Off when made, off when disposed of. Any threads.</summary>
public interface ITransmitSwitch : IDisposable
{
    /// <summary>Which line, for people.</summary>
    string Description { get; }

    /// <summary>Sets it.</summary>
    /// <exception cref="IOException">The line does not answer.</exception>
    void Set(bool on);
}
