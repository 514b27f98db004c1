using GroundTerminal.Devices.Serial;
using GroundTerminal.Emulation;
using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Clock;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Configuration;

/// <summary>Makes the records of what is followed and of what turns the antenna from checked sections.</summary>
internal static class TrackingReader
{
    private const double Degree = Math.PI / 180;

    /// <summary>Null where no place is given.</summary>
    public static Site? Site(BoundSection station) => station.TryNumber("latitude") is { } latitude && station.TryNumber("longitude") is { } longitude
        ? new Site(latitude * Degree, longitude * Degree, station.Number("altitude") / 1000)
        : null;

    public static HorizonMask? Horizon(BoundSection station) => station.List("horizon") is { Count: > 0 } points
        ? new HorizonMask(points.Select(p => (p.Number("azimuth") * Degree, p.Number("elevation") * Degree)))
        : null;

    public static TrackedSatellite Satellite(BoundSection satellite) => new()
    {
        Name = satellite.Text("name"),
        CatalogNumber = (int)(satellite.TryNumber("catalog-number") ?? 0),
        Priority = (int)satellite.Number("priority"),
        LeastElevationDegrees = satellite.Number("min-elevation"),
        FramesPerMinute = satellite.Number("frames-per-minute"),
    };

    public static TrackingConfiguration Tracking(BoundSection tracking) => new()
    {
        Period = TimeSpan.FromSeconds(tracking.Number("period")),
        LeastContact = TimeSpan.FromSeconds(tracking.Number("min-contact")),
        Horizon = TimeSpan.FromHours(tracking.Number("horizon")),
        ParkBefore = tracking.TryNumber("park-before") is { } minutes ? TimeSpan.FromMinutes(minutes) : null,
    };

    /// <summary>The element sets of the satellites, each under its satellite's name.</summary>
    public static string ByHand(BoundSection root) => string.Concat(root.List("satellites").Where(s => s.Text("tle-1").Length + s.Text("tle-2").Length > 0).Select(s => $"{s.Text("name")}\n{s.Text("tle-1")}\n{s.Text("tle-2")}\n"));

    public static OrbitsConfiguration Orbits(BoundSection orbits, BoundSection root, string directory) => new()
    {
        ByHand = ByHand(root),
        Sources = [.. orbits.List("sources").Select(s => Source(s, directory))],
        CacheDirectory = orbits.Text("cache"),
        Ages = new OrbitAges(TimeSpan.FromDays(orbits.Number("warning-age")), TimeSpan.FromDays(orbits.Number("max-age"))),
        UploadPriority = (int)orbits.Number("upload-priority"),
    };

    public static ClockRules Clock(BoundSection clock) => new()
    {
        LongestUnsynchronised = clock.TryNumber("max-unsynchronised") is { } hours ? TimeSpan.FromHours(hours) : null,
        GreatestUncertaintySeconds = clock.TryNumber("max-uncertainty"),
    };

    private static OrbitSourceConfiguration Source(BoundSection source, string directory)
    {
        var made = new OrbitSourceConfiguration(source.Text("from"), (int)source.Number("priority"), source.TryNumber("max-age") is { } days ? TimeSpan.FromDays(days) : null);
        return made.Url is null ? made with { From = Path.Combine(directory, made.From) } : made;
    }

    /// <summary>Null where there is none.</summary>
    public static RotatorConfiguration? Rotator(BoundSection rotator, HorizonMask? mask) => rotator.Text("kind") is "none" or "" ? null : new RotatorConfiguration
    {
        Kind = rotator.Text("kind"),
        BeamwidthDegrees = rotator.Number("beamwidth"),
        Port = rotator.Text("port"),
        Serial = Serial(rotator),
        Faults = EmulatedFaults.Read("rotator.faults", rotator.TryText("faults") is { Length: > 0 } faults ? faults : null),
        Gpio = rotator.Text("kind") == "gpio" ? GpioSchema.Options(rotator) : null,
        PollHz = rotator.TryNumber("poll") ?? 10,
        PulsesPerDegree = (int)(rotator.TryNumber("pulses-per-degree") ?? 0),
        ManualTakesOver = rotator.Flag("manual-takes-over"),
        Geometry = Geometry(rotator, mask),
        CalibrationPath = rotator.Text("calibration-file"),
    };

    private static SerialOptions Serial(BoundSection rotator) => new((int)(rotator.TryNumber("baud-rate") ?? 9600))
    {
        DataBits = (int)(rotator.TryNumber("data-bits") ?? 8),
        Parity = rotator.Text("parity") switch { "even" => SerialParity.Even, "odd" => SerialParity.Odd, _ => SerialParity.None },
        StopBits = (int)(rotator.TryNumber("stop-bits") ?? 1),
        RtsCts = rotator.Flag("rts-cts"),
    };

    private static RotatorGeometry Geometry(BoundSection rotator, HorizonMask? mask) => new()
    {
        Limits = new RotatorLimits(rotator.Number("azimuth-min"), rotator.Number("azimuth-max"), rotator.Number("elevation-min"), rotator.Number("elevation-max")),
        AzimuthSpeedDegreesPerS = rotator.Number("azimuth-speed"),
        ElevationSpeedDegreesPerS = rotator.Number("elevation-speed"),
        AzimuthAccelerationDegreesPerS2 = rotator.Number("azimuth-acceleration"),
        ElevationAccelerationDegreesPerS2 = rotator.Number("elevation-acceleration"),
        ToleranceDegrees = rotator.Number("beamwidth") / 2,
        DeadBandDegrees = rotator.Number("dead-band"),
        MarginDegrees = rotator.Number("margin"),
        BacklashDegrees = rotator.Number("backlash"),
        AzimuthOffsetDegrees = rotator.Number("azimuth-offset"),
        ElevationOffsetDegrees = rotator.Number("elevation-offset"),
        ParkAzimuthDegrees = rotator.Number("park-azimuth"),
        ParkElevationDegrees = rotator.Number("park-elevation"),
        StowAzimuthDegrees = rotator.Number("stow-azimuth"),
        StowElevationDegrees = rotator.Number("stow-elevation"),
        AllowFlip = rotator.Flag("flip"),
        Mask = mask,
    };
}
