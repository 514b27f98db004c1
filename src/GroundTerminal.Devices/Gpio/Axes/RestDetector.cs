namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Tells when an axis without power has come to rest: its angle stayed within a tolerance for the last 0.2 s.</summary>
internal sealed class RestDetector(double toleranceDegrees)
{
    private const double Seconds = 0.2;
    private double _from, _since;

    public void Restart(double degrees, double now) => (_from, _since) = (degrees, now);

    public bool IsAtRest(double degrees, double now)
    {
        if (Math.Abs(degrees - _from) > toleranceDegrees)
            Restart(degrees, now);
        return now - _since >= Seconds;
    }
}
