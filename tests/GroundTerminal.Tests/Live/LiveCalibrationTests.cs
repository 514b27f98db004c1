using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Live;
using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Live;

public sealed class LiveCalibrationTests : IDisposable
{
    // J. Meeus, Astronomical Algorithms, 2nd ed., ex. 25.b: 1992 October 13.0 TD, declination −7°47′02″, right ascension 13h13m30.7s; seen
    // from its meridian at 40° north the Sun is due south at 90 − 40 − 7.784 = 42.216°, and 0.018° higher by refraction.
    private static readonly DateTimeOffset Time = new(1992, 10, 12, 23, 59, 1, TimeSpan.Zero);
    private const double SunElevation = 42.234;
    private readonly TestDirectory _directory = new();
    private readonly SteppedClock _clock = new(Time);
    private readonly CalibrationStore _store;
    private readonly MotionAuthority _authority;
    private readonly RotatorGeometry _geometry = new() { Limits = new RotatorLimits(0, 450, 0, 180) };

    public LiveCalibrationTests()
    {
        _store = new CalibrationStore(_directory.File("pointing.json"));
        var rotator = new EmulatedRotator(new EmulatedRotatorOptions { StartAzimuthDegrees = 186, StartElevationDegrees = 40 }, _clock);
        _authority = new MotionAuthority(rotator, _geometry, _clock);
        for (var i = 0; i < 30; i++, _clock.Advance(TimeSpan.FromSeconds(0.1)))
            _authority.Step();
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void On_the_Sun_the_offsets_are_what_the_mechanics_say_less_where_it_is_seen()
    {
        // Greenwich sidereal time at that moment is 1h26m13.0s (IAU 1982), so the Sun is on the meridian of 13h13m30.7s − 1h26m13.0s = 176.824° east.
        var calibration = new LiveCalibration(_authority, SiteAt(40, 176.824), _store, _clock);
        Assert.Null(calibration.BySun());
        var kept = _store.Load(_geometry, out _)!;
        Assert.Equal("Sun", kept.FoundBy);
        Assert.Equal(6, kept.AzimuthOffsetDegrees, 0.1);
        Assert.Equal(40 - SunElevation, kept.ElevationOffsetDegrees, 0.03);
        Assert.Null(calibration.Reset());
        Assert.Null(_store.Load(_geometry, out var problem));
        Assert.Equal("", problem);
    }

    [Fact]
    public void Where_it_is_low_or_the_beam_cannot_be_on_it_nothing_is_kept()
    {
        Assert.Contains("The Sun is at elevation", new LiveCalibration(_authority, SiteAt(40, 0), _store, _clock).BySun());
        Assert.Contains("mistake", new LiveCalibration(_authority, SiteAt(70, 176.8), _store, _clock).BySun());
        Assert.NotNull(new LiveCalibration(_authority, SiteAt(40, 176.8), _store, _clock).By(250, 40));
        Assert.Null(_store.Load(_geometry, out _));
    }

    [Fact]
    public void What_cannot_be_kept_is_used_and_told()
    {
        File.WriteAllText(_directory.File("file"), "");
        var calibration = new LiveCalibration(_authority, SiteAt(40, 0), new CalibrationStore(_directory.File("file/pointing.json")), _clock);
        Assert.Contains("cannot be kept", Assert.Throws<IOException>(() => calibration.By(184, 41)).Message);
        Assert.Equal(2, _authority.Status.Calibration!.AzimuthOffsetDegrees, 1e-9);
    }

    private static Site SiteAt(double latitude, double longitude) => new(double.DegreesToRadians(latitude), double.DegreesToRadians(longitude), 0);
}
