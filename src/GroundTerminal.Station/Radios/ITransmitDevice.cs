namespace GroundTerminal.Station.Radios;

/// <summary>A radio that can also transmit, while its receive stream is open or not.</summary>
public interface ITransmitDevice
{
    /// <summary>Opens its transmitter and sets it. Nothing is radiated before samples are written.</summary>
    /// <exception cref="RadioException">It cannot be had.</exception>
    ITransmitStream OpenTransmit(RadioSettings settings);
}
