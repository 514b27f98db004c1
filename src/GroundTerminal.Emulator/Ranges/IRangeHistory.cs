namespace GroundTerminal.Emulator.Ranges;

/// <summary>Where an emulated satellite is, as the radio path sees it.</summary>
public interface IRangeHistory
{
    /// <summary>The least range the path ever has, km: where the level is stated.</summary>
    double ClosestRangeKm { get; }

    /// <summary>Range, range rate and elevation.</summary>
    /// <param name="seconds">Stream time, from 0.</param>
    RangeState At(double seconds);
}
