using GroundTerminal.Orbit;

namespace GroundTerminal.Emulator.Ranges;

/// <summary>A pass from horizon to horizon, squeezed into a given time and repeated.</summary>
/// <remarks>Range, elevation and range rate are the true ones at each point of the pass, so Doppler has its true size; it only changes faster.</remarks>
public sealed class PassRange : IRangeHistory
{
    private readonly CircularPass _pass;
    private readonly double _passSeconds, _periodSeconds, _startSeconds, _compression;

    /// <param name="pass">The pass.</param>
    /// <param name="passSeconds">Stream time from rise to set; null means the pass's own.</param>
    /// <param name="gapSeconds">Stream time from set to the next rise; the satellite is below the horizon then.</param>
    /// <param name="startSeconds">How far into the pass the stream begins.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, or the pass takes none.</exception>
    public PassRange(CircularPass pass, double? passSeconds = null, double gapSeconds = 0, double startSeconds = 0)
    {
        var trueSeconds = pass.SecondsAbove(0);
        _pass = pass;
        _passSeconds = passSeconds ?? trueSeconds;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_passSeconds, nameof(passSeconds));
        ArgumentOutOfRangeException.ThrowIfNegative(gapSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(startSeconds);
        (_periodSeconds, _startSeconds) = (_passSeconds + gapSeconds, startSeconds);
        _compression = trueSeconds / _passSeconds;
    }

    public double ClosestRangeKm => _pass.RangeKm(0);

    public RangeState At(double seconds)
    {
        var within = (seconds + _startSeconds) % _periodSeconds;
        var fromClosest = (Math.Min(within, _passSeconds) - (_passSeconds / 2)) * _compression;
        var elevation = within <= _passSeconds ? Math.Max(0, _pass.ElevationRadians(fromClosest)) : -1;
        return new RangeState(_pass.RangeKm(fromClosest), _pass.RangeRateKmPerS(fromClosest), elevation);
    }
}
