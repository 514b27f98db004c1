using GroundTerminal.Station;

namespace GroundTerminal.Devices.Rotators;

/// <summary>What a driver tells of its rotator and its link. Written by the driver's thread, read by any.</summary>
internal sealed class RotatorRecord(TimeProvider clock, double fixedElevationDegrees, bool hasElevation)
{
    private static readonly TimeSpan ComplaintLasts = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private RotatorLinkStatus _status = new(false, 0, 0, 0, 0, 0, 0, "");
    private RotatorFeedback _feedback = RotatorFeedback.None;
    private string _complaint = "";
    private DateTimeOffset _complainedAt;
    private double _azimuth = double.NaN, _elevation = double.NaN;

    public RotatorFeedback Feedback => Volatile.Read(ref _feedback);

    public RotatorLinkStatus Status => Volatile.Read(ref _status);

    public void Count(Func<RotatorLinkStatus, RotatorLinkStatus> change)
    {
        lock (_lock)
            Volatile.Write(ref _status, change(_status));
    }

    /// <summary>A position clears a problem of the link; what the controller complained of stays to be seen for a while.</summary>
    /// <remarks>Some controllers tell one axis after the other: nothing is told on before both are known.</remarks>
    public void Heard(RotatorReply.Position position)
    {
        var now = clock.GetUtcNow();
        var azimuth = _azimuth = position.AzimuthDegrees ?? _azimuth;
        var elevation = _elevation = hasElevation ? position.ElevationDegrees ?? _elevation : fixedElevationDegrees;
        if (double.IsNaN(azimuth) || double.IsNaN(elevation))
            return;
        if (_complaint.Length > 0 && now - _complainedAt > ComplaintLasts)
            _complaint = "";
        Volatile.Write(ref _feedback, new RotatorFeedback(now, azimuth, elevation, _complaint));
    }

    /// <summary>The controller will not do something.</summary>
    public void Complains(string problem)
    {
        (_complaint, _complainedAt) = (problem, clock.GetUtcNow());
        Count(s => s with { RefusedCommands = s.RefusedCommands + 1 });
        Troubled(problem);
    }

    /// <summary>The link or the controller is in trouble until the next position.</summary>
    public void Troubled(string problem)
    {
        Count(s => s with { LastProblem = problem });
        Volatile.Write(ref _feedback, _feedback with { Problem = problem });
    }
}
