namespace GroundTerminal.Station.Pointing;

/// <summary>Compares where one axis is with where it may be: a stall, or a runaway.</summary>
/// <remarks>
/// It may be between where it was last, as far as that was allowed, and what was commanded within the last <see cref="WindowSeconds"/>: time for a command
/// to arrive and the motor to brake. With readings within the stated error neither a runaway nor a stall is ever seen where there is none.
/// </remarks>
internal sealed class AxisWatch
{
    private const double RunawaySeconds = 1, LatencySeconds = 2;
    private const int RunawayReadings = 3, MedianOf = 5, NoiseOver = 30;
    private readonly double[] _last = new double[MedianOf], _sorted = new double[MedianOf];
    private readonly double _error, _near, _progress, _stallSeconds, _standSeconds;
    private double _low = double.NaN, _high = double.NaN, _target = double.NaN;
    private (double Low, double High) _recent, _older;
    private double _recentSince = double.NegativeInfinity;
    private double _outsideSince, _anchor = double.NaN, _anchorSince, _still = double.NaN, _stillSince, _readAt;
    private int _outside, _readings;
    private double _noise;

    public AxisWatch(double speed, double acceleration, double deadBand, MotionOptions options)
    {
        _error = options.FeedbackErrorDegrees;
        WindowSeconds = LatencySeconds + (speed / acceleration);
        _near = (2 * _error) + deadBand;
        _progress = 1.5 * _error;
        _stallSeconds = Math.Max(options.StallAfter.TotalSeconds, (5 * _error / speed) + WindowSeconds - 1);
        _standSeconds = Math.Max(1, 3 * _error / speed);
        _recent = _older = Nothing;
    }

    public double WindowSeconds { get; }

    /// <summary>It is where it was told to be.</summary>
    public bool HasArrived => !double.IsNaN(_target) && double.IsNaN(_anchor);

    private static (double, double) Nothing => (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>A target went out; not a number for a stop.</summary>
    public void Command(double degrees, double seconds)
    {
        Age(seconds);
        _target = degrees;
        if (double.IsNaN(degrees))
            _anchor = double.NaN;
        else
            _recent = (Math.Min(_recent.Low, degrees), Math.Max(_recent.High, degrees));
    }

    /// <summary>Nothing before counts: it is where the next reading says.</summary>
    public void Restart()
    {
        (_low, _high, _anchor, _outside, _still) = (double.NaN, double.NaN, double.NaN, 0, double.NaN);
        _recent = _older = Nothing;
        _target = double.NaN;
        (_readings, _noise) = (0, 0);
    }

    /// <summary>A stall was dealt with: it gets its time again.</summary>
    public void ForgiveStall() => _anchor = double.NaN;

    /// <summary>Whether the readings have not changed for long enough.</summary>
    public bool Stands => !double.IsNaN(_still) && _readAt - _stillSince >= _standSeconds;

    /// <summary>Takes a believed reading; what is judged is the median of the last five, so that noise beyond the stated error is no runaway.</summary>
    public MotionFault Take(double reading, double seconds)
    {
        Age(seconds);
        var degrees = Median(reading);
        _readAt = seconds;
        if (double.IsNaN(_still) || Math.Abs(degrees - _still) > _error)
            (_still, _stillSince) = (degrees, seconds);
        if (_readings <= MedianOf)
            (_low, _high) = (degrees, degrees);
        var allowed = Math.Clamp(degrees, _low, _high);
        _low = Math.Min(allowed, Math.Min(_recent.Low, _older.Low));
        _high = Math.Max(allowed, Math.Max(_recent.High, _older.High));
        return RunsAway(degrees, seconds) ? MotionFault.Runaway : Stalls(degrees, seconds) ? MotionFault.Stall : MotionFault.None;
    }

    private double Median(double reading)
    {
        if (_readings >= 2)
            MeasureNoise(reading - (2 * _last[(_readings - 1) % MedianOf]) + _last[(_readings - 2) % MedianOf]);
        _last[_readings++ % MedianOf] = reading;
        var sorted = _sorted.AsSpan(0, Math.Min(_readings, MedianOf));
        _last.AsSpan(0, sorted.Length).CopyTo(sorted);
        sorted.Sort();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Standard deviation of the readings, from second differences, in which an even motion cancels: E|d| = σ·√6·√(2/π).</summary>
    private void MeasureNoise(double difference)
    {
        var count = Math.Min(_readings - 1, NoiseOver);
        _noise += ((Math.Abs(difference) / (Math.Sqrt(6) * Math.Sqrt(2 / Math.PI))) - _noise) / count;
    }

    private bool RunsAway(double degrees, double seconds)
    {
        var room = 2 * Math.Clamp(3 * _noise, _error, 5 * _error);
        var side = degrees > _high + room ? 1 : degrees < _low - room ? -1 : 0;
        if (side == 0 || Math.Sign(_outside) != side)
            (_outside, _outsideSince) = (0, seconds);
        _outside += side;
        return Math.Abs(_outside) >= RunawayReadings && seconds - _outsideSince >= RunawaySeconds;
    }

    private bool Stalls(double degrees, double seconds)
    {
        if (double.IsNaN(_target) || Math.Abs(_target - degrees) <= _near)
        {
            _anchor = double.NaN;
            return false;
        }
        var way = Math.Sign(_target - degrees);
        if (double.IsNaN(_anchor) || Math.Sign(_target - _anchor) != way || (degrees - _anchor) * way >= _progress)
            (_anchor, _anchorSince) = (degrees, seconds);
        return seconds - _anchorSince > _stallSeconds;
    }

    /// <summary>Commands are kept for one to two windows; the present one stays.</summary>
    private void Age(double seconds)
    {
        if (seconds - _recentSince < WindowSeconds)
            return;
        (_older, _recentSince) = (seconds - _recentSince < 2 * WindowSeconds ? _recent : Nothing, seconds);
        _recent = double.IsNaN(_target) ? Nothing : (_target, _target);
    }
}
