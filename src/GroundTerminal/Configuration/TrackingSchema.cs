using GroundTerminal.Devices.Rotators;
using GroundTerminal.Emulation;

namespace GroundTerminal.Configuration;

/// <summary>The keys of what is followed, and of what turns the antenna.</summary>
internal static class TrackingSchema
{
    /// <summary>Beside the station's name.</summary>
    public static readonly Setting[] Place =
    [
        new("latitude", SettingKind.Number, "of the antenna, degrees, north above 0; needed to follow satellites") { Min = -90, Max = 90 },
        new("longitude", SettingKind.Number, "of the antenna, degrees, east above 0") { Min = -180, Max = 360 },
        new("altitude", SettingKind.Number, "of the antenna above the ellipsoid, m") { Default = "0", Min = -12e3, Max = 100e3 },
        new("horizon", SettingKind.List, "what hides the sky: points between which the horizon is straight")
        {
            Settings =
            [
                new("azimuth", SettingKind.Number, "degrees") { Required = true, Min = 0, Max = 360 },
                new("elevation", SettingKind.Number, "least elevation that is free there, degrees") { Required = true, Min = -90, Max = 90 },
            ],
        },
    ];

    /// <summary>An entry of the satellites.</summary>
    public static readonly Setting[] Satellite =
    [
        new("name", SettingKind.Text, "name, unique; channels name it as their satellite") { Required = true },
        new("catalog-number", SettingKind.Whole, "number of its orbit data; without it they are found by the name") { Min = 1, Max = 999999999 },
        new("tle-1", SettingKind.Text, "line 1 of an element set by hand, in quotes; it outranks all sources until it expires"),
        new("tle-2", SettingKind.Text, "line 2 of it"),
        new("priority", SettingKind.Whole, "where passes overlap the greater one wins") { Default = "0", Min = -1000, Max = 1000 },
        new("min-elevation", SettingKind.Number, "a contact lasts while it is above this, degrees") { Default = "5", Min = -5, Max = 89 },
        new("frames-per-minute", SettingKind.Number, "what it sends, to weigh passes of the same priority by") { Default = "6", Min = 0.001, Max = 1e6 },
    ];

    /// <summary>How they are followed.</summary>
    public static readonly Setting[] Tracking =
    [
        new("period", SettingKind.Number, "from one step of the antenna to the next, s") { Default = "0.1", Min = 0.02, Max = 2 },
        new("min-contact", SettingKind.Number, "a shorter piece of a pass is no contact, s") { Default = "60", Min = 1, Max = 3600 },
        new("horizon", SettingKind.Number, "how far ahead is planned, hours") { Default = "24", Min = 1, Max = 240 },
        new("park-before", SettingKind.Number, "the antenna is parked where the next contact is further off, minutes") { Default = "15", Min = 0, Max = 1440, Words = ["never"] },
    ];

    /// <summary>Where orbits come from.</summary>
    public static readonly Setting[] Orbits =
    [
        new("sources", SettingKind.List, "where orbit data come from: TLE, OMM or OEM")
        {
            Settings =
            [
                new("from", SettingKind.Text, "a file or directory, relative to this file, or a URL (asked every two hours at most)") { Required = true },
                new("priority", SettingKind.Whole, "the greater number outranks the others") { Default = "10", Min = -1000, Max = 1000 },
                new("max-age", SettingKind.Number, "older data of this source are not used, days; without it those of orbits.max-age") { Min = 0.01, Max = 36500 },
            ],
        },
        new("cache", SettingKind.Text, "directory that keeps the last good data through a restart") { Default = "orbits" },
        new("warning-age", SettingKind.Number, "older data raise an alarm, days") { Default = "7", Min = 0.01, Max = 36500 },
        new("max-age", SettingKind.Number, "older data are not used, days") { Default = "30", Min = 0.01, Max = 36500 },
        new("upload-priority", SettingKind.Whole, "priority of what is sent to /api/v1/orbits") { Default = "50", Min = -1000, Max = 1000 },
    ];

    /// <summary>When the clock is too wrong.</summary>
    public static readonly Setting[] Clock =
    [
        new("max-unsynchronised", SettingKind.Number, "after so long without synchronisation nothing is followed, hours") { Default = "24", Min = 0, Max = 87600, Words = ["any"] },
        new("max-uncertainty", SettingKind.Number, "with a clock less certain than this nothing is followed, s") { Default = "any", Min = 1e-6, Max = 3600, Words = ["any"] },
    ];

    public static readonly Setting RotatorKind = new("kind", SettingKind.Choice, "what turns the antenna; none: it hears the whole sky, or stands still") { Default = "none", Words = ["none", "emulated", "gpio", .. RotatorCatalog.All.Select(d => d.Name)] };

    /// <summary>Keys of a rotator of each kind.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Setting>> Rotators { get; } = new Dictionary<string, IReadOnlyList<Setting>>(
    [
        new("none", [RotatorKind]),
        new("emulated", [RotatorKind, new("faults", SettingKind.Text, "what is wrong with it, with commas between: " + string.Join(", ", EmulatedFaults.Names)) { Default = "" }, .. Mechanics(450, 180)]),
        new("gpio", [RotatorKind, .. GpioSchema.Keys, .. Mechanics(360, 90)]),
        .. RotatorCatalog.All.Select(d => KeyValuePair.Create<string, IReadOnlyList<Setting>>(d.Name, [RotatorKind, .. Link(d), .. Mechanics(360, 90)])),
    ]);

    /// <summary>How a controller is reached.</summary>
    private static Setting[] Link(RotatorDescriptor rotator) =>
    [
        new("port", SettingKind.Text, rotator.DefaultBaudRate > 0 ? "serial device as /dev/ttyUSB0, or HOST:PORT" : "HOST:PORT") { Required = true },
        .. rotator.DefaultBaudRate > 0 ? Serial(rotator) : [],
        new("poll", SettingKind.Number, "how often the position is asked for, a second") { Default = "10", Min = 0.1, Max = 50 },
        new("pulses-per-degree", SettingKind.Whole, "of a SPID controller; 0: learned from its first answer") { Default = "0", Min = 0, Max = 10 },
    ];

    private static Setting[] Serial(RotatorDescriptor rotator) =>
    [
        new("baud-rate", SettingKind.Whole, "of a serial device") { Default = rotator.DefaultBaudRate.ToString(System.Globalization.CultureInfo.InvariantCulture), Min = 300, Max = 921600 },
        new("data-bits", SettingKind.Whole, "of a serial device") { Default = "8", Min = 7, Max = 8 },
        new("parity", SettingKind.Choice, "of a serial device") { Default = "none", Words = ["none", "even", "odd"] },
        new("stop-bits", SettingKind.Whole, "of a serial device") { Default = "1", Min = 1, Max = 2 },
        new("rts-cts", SettingKind.Flag, "hardware handshake of a serial device") { Default = "false" },
    ];

    /// <summary>What must be known of every rotator. Limits are the cautious ones where the rotator is real.</summary>
    private static Setting[] Mechanics(double mostAzimuth, double mostElevation) =>
    [
        Degrees("azimuth-min", "least azimuth that it can turn to", 0, -360, 360),
        Degrees("azimuth-max", "greatest azimuth; above azimuth-min + 360 there is an overlap", mostAzimuth, 0, 720),
        Degrees("elevation-min", "least elevation that it can turn to", 0, -90, 90),
        Degrees("elevation-max", "greatest elevation; above 90 it can go over the top", mostElevation, 0, 270),
        new("azimuth-speed", SettingKind.Number, "degrees/s") { Default = "6", Min = 0.05, Max = 100 },
        new("elevation-speed", SettingKind.Number, "degrees/s") { Default = "2.7", Min = 0.05, Max = 100 },
        new("azimuth-acceleration", SettingKind.Number, "degrees/s²") { Default = "6", Min = 0.05, Max = 1000 },
        new("elevation-acceleration", SettingKind.Number, "degrees/s²") { Default = "4", Min = 0.05, Max = 1000 },
        Degrees("beamwidth", "full width of the antenna's beam between its half-power points; beyond half of it counts as off target", 30, 0.05, 180),
        Degrees("dead-band", "it is not moved for less", 0.5, 0.01, 10),
        Degrees("margin", "it is kept so far inside its limits", 0.5, 0, 20),
        Degrees("backlash", "play of its gears", 0, 0, 10),
        Degrees("azimuth-offset", "what it says where the beam is at true north", 0, -360, 360),
        Degrees("elevation-offset", "what it says where the beam is on the horizon", 0, -90, 90),
        new("calibration-file", SettingKind.Text, "file that keeps what was found by groundterminal calibrate; it adds to the offsets") { Default = "pointing.json" },
        Degrees("park-azimuth", "parking place", 0, -360, 720),
        Degrees("park-elevation", "parking place", 0, -90, 270),
        Degrees("stow-azimuth", "where wind does least harm", 0, -360, 720),
        Degrees("stow-elevation", "where wind does least harm", 90, -90, 270),
        new("manual-takes-over", SettingKind.Flag, "an order of an operator or a rotctld client ends a pass that is followed; otherwise it is refused while there is one") { Default = "false" },
        new("flip", SettingKind.Flag, "may go over the top where elevation-max allows it") { Default = "true" },
    ];

    private static Setting Degrees(string key, string help, double value, double min, double max) =>
        new(key, SettingKind.Number, help + ", degrees") { Default = value.ToString(System.Globalization.CultureInfo.InvariantCulture), Min = min, Max = max };
}
