namespace GroundTerminal.Devices.Radios;

/// <summary>An open radio that has sensors.</summary>
public interface IRadioSensors
{
    /// <summary>Asks all of them. Not for the thread that reads the samples: it allocates, and devices answer slowly.</summary>
    IReadOnlyList<RadioSensor> ReadSensors();
}
