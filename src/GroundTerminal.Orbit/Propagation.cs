namespace GroundTerminal.Orbit;

/// <summary>What distance and its change do to a radio signal in free space.</summary>
public static class Propagation
{
    /// <summary>Speed of light in vacuum, km/s (exact; BIPM, The International System of Units, 9th ed.).</summary>
    public const double LightKmPerS = 299792.458;

    /// <summary>Doppler shift of a one-way downlink, Hz: −f·(range rate)/c.</summary>
    /// <remarks>First order; what it leaves out is below f·(v/c)², 0.3 Hz at 437 MHz and 8 km/s.</remarks>
    /// <param name="frequencyHz">Transmitted frequency, Hz.</param>
    /// <param name="rangeRateKmPerS">Negative while the satellite comes nearer: the shift is then positive.</param>
    public static double DopplerShiftHz(double frequencyHz, double rangeRateKmPerS) => -frequencyHz * rangeRateKmPerS / LightKmPerS;

    /// <summary>Received over sent frequency of one way along the line of sight: √((1−β)/(1+β)), β = (range rate)/c.</summary>
    /// <remarks>A. Einstein, "Zur Elektrodynamik bewegter Körper", Ann. Phys. 17 (1905) 891, §7, for motion along the line of sight.</remarks>
    /// <param name="rangeRateKmPerS">Negative while the satellite comes nearer: the ratio is then above 1.</param>
    public static double OneWayRatio(double rangeRateKmPerS)
    {
        var beta = rangeRateKmPerS / LightKmPerS;
        return Math.Sqrt((1 - beta) / (1 + beta));
    }

    /// <summary>What the ground has to send so that the satellite receives a frequency, Hz.</summary>
    /// <param name="atSatelliteHz">Frequency to be received.</param>
    /// <param name="rangeRateKmPerS">Negative while the satellite comes nearer: the answer is then lower.</param>
    public static double UplinkHz(double atSatelliteHz, double rangeRateKmPerS) => atSatelliteHz / OneWayRatio(rangeRateKmPerS);

    /// <summary>Free-space basic transmission loss between isotropic antennas, dB: 20·log₁₀(4πdf/c).</summary>
    /// <remarks>Recommendation ITU-R P.525-4, equation (3).</remarks>
    /// <param name="rangeKm">Distance, km, above 0.</param>
    /// <param name="frequencyHz">Frequency, Hz, above 0.</param>
    public static double FreeSpaceLossDb(double rangeKm, double frequencyHz) => 20 * Math.Log10(4 * Math.PI * rangeKm * frequencyHz / LightKmPerS);
}
