using GroundTerminal.Orbit;

namespace GroundTerminal.Station.Receiving;

/// <summary>Doppler shift of a satellite's downlink at a site.</summary>
/// <param name="satellite">The satellite's orbit.</param>
/// <param name="view">The sky that it is seen in.</param>
/// <param name="frequencyHz">Transmitted frequency, Hz.</param>
public sealed class SatelliteDoppler(IOrbit satellite, SkyView view, double frequencyHz) : IDopplerModel
{
    /// <inheritdoc/>
    /// <remarks>0 where the orbit gives no state.</remarks>
    public double ShiftHz(DateTimeOffset utc) =>
        view.TryLook(satellite, utc, out LookAngles look, lightTime: true) ? Propagation.DopplerShiftHz(frequencyHz, look.RangeRateKmPerS) : 0;
}
