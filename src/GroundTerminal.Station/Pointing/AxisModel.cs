namespace GroundTerminal.Station.Pointing;

/// <summary>One axis that turns to its target as fast as it can and stands still there: full acceleration, full speed, full braking, in closed form.</summary>
internal struct AxisModel(double position, double speedLimit, double acceleration)
{
    private double _speed;

    public double Position { get; private set; } = position;

    /// <summary>Time from rest to rest.</summary>
    public static double TravelSeconds(double distance, double speedLimit, double acceleration)
    {
        distance = Math.Abs(distance);
        return distance * acceleration < speedLimit * speedLimit ? 2 * Math.Sqrt(distance / acceleration) : (distance / speedLimit) + (speedLimit / acceleration);
    }

    public void Advance(double target, double seconds)
    {
        var distance = target - Position;
        if (distance == 0 && _speed == 0)
            return;
        var side = distance >= _speed * Math.Abs(_speed) / (2 * acceleration) ? 1 : -1;
        var (d, v) = (distance * side, _speed * side);
        var peak = Math.Sqrt(Math.Max(0, (acceleration * d) + (v * v / 2)));
        var cruise = 0.0;
        if (peak > speedLimit)
        {
            cruise = (d - (((2 * speedLimit * speedLimit) - (v * v)) / (2 * acceleration))) / speedLimit;
            peak = speedLimit;
        }
        var (rise, brake) = (Math.Max(0, (peak - v) / acceleration), peak / acceleration);
        if (seconds >= rise + cruise + brake)
        {
            (Position, _speed) = (target, 0);
            return;
        }
        var t = Math.Min(seconds, rise);
        var moved = (v * t) + (acceleration * t * t / 2);
        v += acceleration * t;
        t = Math.Clamp(seconds - rise, 0, cruise);
        moved += v * t;
        t = Math.Max(0, seconds - rise - cruise);
        moved += (v * t) - (acceleration * t * t / 2);
        v -= acceleration * t;
        (Position, _speed) = (Position + (moved * side), v * side);
    }
}
