namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Four counts a period; A leads B while counts rise. An edge to the level that is there already was bounce or lost its fellow: counted as glitch.</summary>
internal sealed class QuadratureDecoder : IEdgeDecoder
{
    private bool _a, _b;

    public long Glitches { get; private set; }

    public int Edge(int channel, bool toActive, long timestampNanoseconds)
    {
        if ((channel == 0 ? _a : _b) == toActive)
        {
            Glitches++;
            return 0;
        }
        if (channel == 0)
            _a = toActive;
        else
            _b = toActive;
        return (_a == _b) == (channel == 0) ? -1 : 1;
    }

    public int Settle(long nowNanoseconds) => 0;

    public void Restart(bool a, bool b) => (_a, _b) = (a, b);
}
