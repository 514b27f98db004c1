namespace GroundTerminal.Station;

/// <summary>Where a rotator says it is.</summary>
/// <param name="Time">UTC at which it was told; default before the first.</param>
/// <param name="AzimuthDegrees">Of the mechanics.</param>
/// <param name="ElevationDegrees">Of the mechanics.</param>
/// <param name="Problem">What the link or the controller complains of since then; empty where nothing.</param>
public sealed record RotatorFeedback(DateTimeOffset Time, double AzimuthDegrees, double ElevationDegrees, string Problem = "")
{
    /// <summary>Nothing was heard yet.</summary>
    public static RotatorFeedback None { get; } = new(default, double.NaN, double.NaN);

    /// <summary>True once it was heard.</summary>
    public bool IsHeard => Time != default;
}
