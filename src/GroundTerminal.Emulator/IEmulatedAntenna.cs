namespace GroundTerminal.Emulator;

/// <summary>The antenna of an emulated radio.</summary>
public interface IEmulatedAntenna
{
    /// <summary>Looks where it points now. Called on the radio's thread, once a block.</summary>
    void Observe();

    /// <summary>Gain in a direction, against that in the middle of the beam, dB: 0 or below.</summary>
    double GainDb(double azimuthRadians, double elevationRadians);
}
