namespace GroundTerminal.Emulator.Ranges;

/// <summary>A satellite that stays where it is, or seems to move at a constant rate: a constant Doppler shift and level.</summary>
public sealed class ConstantRange(double rangeKm, double rangeRateKmPerS = 0) : IRangeHistory
{
    public double ClosestRangeKm => rangeKm;

    public RangeState At(double seconds) => new(rangeKm, rangeRateKmPerS, Math.PI / 2);
}
