using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Station.Pointing;

public sealed class CalibrationStoreTests : IDisposable
{
    private static readonly RotatorGeometry Geometry = new() { Limits = new RotatorLimits(0, 450, 0, 180), ElevationOffsetDegrees = 5 };
    private readonly TestDirectory _directory = new();

    private string File => _directory.File("deeper/pointing.json");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void What_is_kept_is_there_after_a_restart_until_it_is_cleared()
    {
        Assert.Null(new CalibrationStore(File).Load(Geometry, out var problem));
        Assert.Equal("", problem);
        new CalibrationStore(File).Save(new PointingCalibration(1, 1, FaultFlight.Start, "an operator"));
        var kept = new PointingCalibration(-7.123456789012345, 3.25, FaultFlight.Start.AddTicks(1), "Sun");
        new CalibrationStore(File).Save(kept);
        Assert.Equal(kept, new CalibrationStore(File).Load(Geometry, out problem));
        Assert.Equal("", problem);
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
        new CalibrationStore(File).Clear();
        new CalibrationStore(File).Clear();
        Assert.Null(new CalibrationStore(File).Load(Geometry, out problem));
        Assert.Equal("", problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"azimuthOffsetDegrees":1,"elevationOffsetDegrees":2}""")]
    [InlineData("""{"azimuthOffsetDegrees":"NaN","elevationOffsetDegrees":2,"time":"2026-11-21T12:00:00+00:00","foundBy":"Sun"}""")]
    [InlineData("""{"azimuthOffsetDegrees":1,"elevationOffsetDegrees":2,"time":"yesterday","foundBy":"Sun"}""")]
    [InlineData("""{"azimuthOffsetDegrees":1,"elevationOffsetDegrees":2,"time":"2026-11-21T12:00:00+00:00","foundBy":null}""")]
    [InlineData("""{"azimuthOffsetDegrees":1,"elevationOffsetDegrees":86,"time":"2026-11-21T12:00:00+00:00","foundBy":"Sun"}""")]
    public void A_broken_file_or_one_that_does_not_fit_is_told_and_ignored(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);
        Assert.Null(new CalibrationStore(File).Load(Geometry, out var problem));
        Assert.StartsWith(File, problem, StringComparison.Ordinal);
        Assert.EndsWith("ignored: calibrate again.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_kept_that_is_an_error()
    {
        System.IO.File.WriteAllText(_directory.File("deeper"), "a file where the directory should be");
        Assert.ThrowsAny<IOException>(() => new CalibrationStore(File).Save(new PointingCalibration(1, 2, FaultFlight.Start, "Sun")));
    }
}
