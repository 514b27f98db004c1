namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Counts both edges of one channel in the direction of the motor; a level counts once it has lasted the least gap.</summary>
/// <remarks>Both, because one kind alone would drift where the axis turns back and forth over an edge.</remarks>
internal sealed class PulseDecoder(double leastGapSeconds, Func<int> direction) : IEdgeDecoder
{
    private readonly long _gap = (long)(leastGapSeconds * 1e9);
    private bool _level, _raw;
    private long _rawSince;

    public long Glitches { get; private set; }

    public int Edge(int channel, bool toActive, long timestampNanoseconds)
    {
        int counts = Settle(timestampNanoseconds);
        if (_raw != _level)
            Glitches++;
        (_raw, _rawSince) = (toActive, timestampNanoseconds);
        return counts + (_gap == 0 ? Settle(timestampNanoseconds) : 0);
    }

    public int Settle(long nowNanoseconds)
    {
        if (_raw == _level || nowNanoseconds - _rawSince < _gap)
            return 0;
        _level = _raw;
        return direction();
    }

    public void Restart(bool a, bool b) => _level = _raw = a;
}
