namespace GroundTerminal.Station.Radios;

/// <summary>A radio that can be opened, and opened again after it failed: a dongle by its serial number, a server by its address.</summary>
public interface IRadioDevice
{
    /// <summary>What it is before it is open, for people: kind, and address or serial number.</summary>
    string Description { get; }

    /// <summary>Opens it, sets it and starts its stream. May take seconds; one stream at a time.</summary>
    /// <param name="settings">What is asked for.</param>
    /// <returns>The stream, to be disposed by the caller; nothing stays open behind it.</returns>
    /// <exception cref="RadioException">It cannot be had, with the reason and the remedy; nothing stays open.</exception>
    IRadioStream Open(RadioSettings settings);
}
