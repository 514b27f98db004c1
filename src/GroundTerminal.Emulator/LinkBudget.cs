using GroundTerminal.Orbit;

namespace GroundTerminal.Emulator;

/// <summary>Carrier-to-noise density of a downlink from what a data sheet says.</summary>
public static class LinkBudget
{
    /// <summary>−10·log₁₀ of Boltzmann's constant, dB(W⁻¹·K·Hz).</summary>
    public const double BoltzmannDb = 228.5991672;

    /// <summary>C/N₀ = EIRP + G/T − free-space loss − k, dBHz.</summary>
    public static double CarrierToNoiseDbHz(double eirpDbw, double gainOverTemperatureDbPerK, double rangeKm, double frequencyHz) =>
        eirpDbw + gainOverTemperatureDbPerK - Propagation.FreeSpaceLossDb(rangeKm, frequencyHz) + BoltzmannDb;

    /// <summary>C/N₀ that gives an Eb/N₀ at a bit rate, dBHz.</summary>
    public static double CarrierToNoiseDbHz(double ebN0Db, double bitRate) => ebN0Db + (10 * Math.Log10(bitRate));
}
