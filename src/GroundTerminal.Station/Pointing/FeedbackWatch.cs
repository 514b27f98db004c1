namespace GroundTerminal.Station.Pointing;

/// <summary>Which readings of a rotator are believed.</summary>
/// <remarks>
/// A reading is believed where the motors could have got there from the last believed one. Others are ignored, until they have agreed with each other for
/// a while: then they are the truth, if they are inside the limits.
/// </remarks>
internal sealed class FeedbackWatch(RotatorGeometry geometry, MotionOptions options)
{
    private const int LeastAgreeing = 3;
    private const double SpeedShare = 1.5, JitterSeconds = 0.5;
    private DateTimeOffset _seen;
    private Reading? _other;
    private double _otherSince;
    private int _agreeing;
    private bool _refused;

    /// <summary>The last believed reading.</summary>
    public Reading? Believed { get; private set; }

    /// <param name="seconds">Now, by a clock that never goes back.</param>
    public FeedbackVerdict Take(RotatorFeedback feedback, double seconds)
    {
        if (!feedback.IsHeard || feedback.Time == _seen)
            return FeedbackVerdict.Nothing;
        _seen = feedback.Time;
        var reading = new Reading(seconds, feedback.AzimuthDegrees, feedback.ElevationDegrees);
        if (!(double.IsFinite(reading.Azimuth) && double.IsFinite(reading.Elevation)))
            return FeedbackVerdict.Ignored;
        if (IsInside(reading) && (Believed is not { } before || Follows(reading, before)))
            return Believe(reading, FeedbackVerdict.Believed);
        var agrees = _other is { } other && Follows(reading, other);
        (_other, _otherSince, _agreeing) = (reading, agrees ? _otherSince : seconds, agrees ? _agreeing + 1 : 1);
        _refused &= agrees;
        if (_agreeing < LeastAgreeing || seconds - _otherSince < options.BelieveJumpAfter.TotalSeconds)
            return FeedbackVerdict.Ignored;
        if (IsInside(reading))
            return Believe(reading, FeedbackVerdict.Jumped);
        var first = !_refused;
        _refused = true;
        return first ? FeedbackVerdict.Impossible : FeedbackVerdict.Ignored;
    }

    private FeedbackVerdict Believe(Reading reading, FeedbackVerdict verdict)
    {
        (Believed, _other, _refused) = (reading, null, false);
        return verdict;
    }

    private bool Follows(in Reading reading, in Reading before)
    {
        var seconds = Math.Max(0, reading.Seconds - before.Seconds) + JitterSeconds;
        var error = 2 * options.FeedbackErrorDegrees;
        return Math.Abs(reading.Azimuth - before.Azimuth) <= error + (SpeedShare * geometry.AzimuthSpeedDegreesPerS * seconds)
            && Math.Abs(reading.Elevation - before.Elevation) <= error + (SpeedShare * geometry.ElevationSpeedDegreesPerS * seconds);
    }

    /// <summary>Whether the mechanics can be there; a stop gives way a little, and a sensor may be off.</summary>
    private bool IsInside(in Reading reading)
    {
        var (limits, error) = (geometry.Limits, 2 * options.FeedbackErrorDegrees);
        return reading.Azimuth >= limits.LeastAzimuthDegrees - error && reading.Azimuth <= limits.MostAzimuthDegrees + error
            && reading.Elevation >= limits.LeastElevationDegrees - error && reading.Elevation <= limits.MostElevationDegrees + error;
    }
}
