using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Station;

namespace GroundTerminal.Tests.Station.Pointing;

/// <summary>An emulated rotator that remembers what it was told.</summary>
internal sealed class WatchedRotator(EmulatedRotatorOptions options, TimeProvider clock) : IRotator
{
    public EmulatedRotator Inner { get; } = new(options, clock);

    public List<(DateTimeOffset Time, double Azimuth, double Elevation)> Points { get; } = [];

    public List<DateTimeOffset> Stops { get; } = [];

    public string Description => Inner.Description;

    public RotatorFeedback Feedback => Inner.Feedback;

    public void Point(double azimuthDegrees, double elevationDegrees)
    {
        Points.Add((clock.GetUtcNow(), azimuthDegrees, elevationDegrees));
        Inner.Point(azimuthDegrees, elevationDegrees);
    }

    public void Stop()
    {
        Stops.Add(clock.GetUtcNow());
        Inner.Stop();
    }

    public void Dispose() => Inner.Dispose();
}
