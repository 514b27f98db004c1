using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Orbit;
using GroundTerminal.Station;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Benchmarks;

/// <summary>A random pass over a random site, and a random rotator to follow it.</summary>
internal sealed record PointingBenchmarkCase(
    PointingBenchmarkSky Sky, DateTimeOffset Now, DateTimeOffset Rise, DateTimeOffset Set, double MostElevationDegrees, RotatorGeometry Geometry, EmulatedRotatorOptions Rotator, double NoiseDegrees)
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly (double Least, double Most)[] AzimuthLimits = [(0, 360), (-180, 180), (0, 450), (-90, 450), (-180, 540), (-270, 270)];
    private static readonly (double Least, double Most)[] ElevationLimits = [(0, 90), (0, 180), (-5, 185), (-10, 95)];

    /// <summary>The pass of a number: the same for the same seed, whatever was drawn before.</summary>
    public static PointingBenchmarkCase Draw(int seed, int number)
    {
        var random = new Random(HashOf(seed, number));
        for (; ; )
        {
            if (Pass(random) is not { } p)
                continue;
            var geometry = Shape(random, out var rotator, out var noise);
            var late = random.NextDouble();
            var now = p.Rise.AddSeconds(late < 0.75 ? -Between(random, 180, 600) : late < 0.95 ? -Between(random, 0, 60) : Between(random, 0, 0.5) * (p.Set - p.Rise).TotalSeconds);
            var sky = new PointingBenchmarkSky(p.View, p.Satellite, now < p.Rise ? now : p.Rise, p.Set.AddSeconds(5));
            return new PointingBenchmarkCase(sky, now, p.Rise, p.Set, p.Most, geometry, rotator, noise);
        }
    }

    private static int HashOf(int seed, int number) => unchecked((int)((((uint)seed * 2654435761u) ^ ((uint)number * 40503u)) * 2246822519u));

    private static double Between(Random random, double least, double most) => least + (random.NextDouble() * (most - least));

    /// <summary>Any of the passes of a day of a satellite in a random low orbit over a random site; one time in five the highest of them.</summary>
    private static (SkyView View, Sgp4 Satellite, DateTimeOffset Rise, DateTimeOffset Set, double Most)? Pass(Random random)
    {
        var axis = 6378.137 + Between(random, 350, 1500);
        var satellite = new Sgp4(new MeanElements
        {
            CatalogNumber = 1,
            Epoch = Epoch,
            MeanMotionRevPerDay = 86400 / Math.Tau * Math.Sqrt(398600.8 / (axis * axis * axis)),
            Eccentricity = Between(random, 0, 0.005),
            InclinationRadians = Between(random, 0.5, 1.8),
            NodeRadians = Between(random, 0, Math.Tau),
            PerigeeRadians = Between(random, 0, Math.Tau),
            MeanAnomalyRadians = Between(random, 0, Math.Tau),
        });
        var site = new Site(Between(random, -1.2, 1.2), Between(random, -Math.PI, Math.PI), 0.1);
        Pass[] passes = [.. new PassPredictor(satellite, site).Find(Epoch.AddHours(1), Epoch.AddDays(1)).Where(p => p is { Rise: not null, Set: not null } && p.Set - p.Rise > TimeSpan.FromSeconds(30))];
        if (passes.Length == 0)
            return null;
        var pass = random.Next(5) == 0 ? passes.MaxBy(p => p.AtCulmination.ElevationRadians)! : passes[random.Next(passes.Length)];
        return (new SkyView(site), satellite, pass.Rise!.Value, pass.Set!.Value, double.RadiansToDegrees(pass.AtCulmination.ElevationRadians));
    }

    private static RotatorGeometry Shape(Random random, out EmulatedRotatorOptions rotator, out double noise)
    {
        var (azimuth, elevation) = (AzimuthLimits[random.Next(AzimuthLimits.Length)], ElevationLimits[random.Next(ElevationLimits.Length)]);
        var tolerance = Between(random, 1, 15);
        var controller = Between(random, 0.05, 0.2);
        var geometry = new RotatorGeometry
        {
            Limits = new RotatorLimits(azimuth.Least, azimuth.Most, elevation.Least, elevation.Most),
            AzimuthSpeedDegreesPerS = Between(random, 1, 10),
            ElevationSpeedDegreesPerS = Between(random, 1, 10),
            AzimuthAccelerationDegreesPerS2 = Between(random, 1, 15),
            ElevationAccelerationDegreesPerS2 = Between(random, 1, 15),
            DeadBandDegrees = Math.Max(controller, Between(random, 0.1, Math.Min(1, tolerance / 4))),
            ToleranceDegrees = tolerance,
            StowElevationDegrees = 45,
            ParkAzimuthDegrees = 90,
        };
        var backlash = Between(random, 0, Math.Min(1, tolerance / 2));
        geometry = geometry with { BacklashDegrees = backlash };
        noise = Between(random, 0, 0.25);
        rotator = new EmulatedRotatorOptions
        {
            Azimuth = Axis(azimuth, geometry.AzimuthSpeedDegreesPerS, geometry.AzimuthAccelerationDegreesPerS2) with { BacklashDegrees = backlash, DeadBandDegrees = controller, ResolutionDegrees = Between(random, 0.1, 1) },
            Elevation = Axis(elevation, geometry.ElevationSpeedDegreesPerS, geometry.ElevationAccelerationDegreesPerS2) with { BacklashDegrees = backlash, DeadBandDegrees = controller, ResolutionDegrees = Between(random, 0.1, 1) },
            StartAzimuthDegrees = Between(random, azimuth.Least, azimuth.Most),
            StartElevationDegrees = Between(random, elevation.Least, elevation.Most),
            Seed = (ulong)random.Next(),
        };
        return geometry;
    }

    private static RotatorAxisOptions Axis((double Least, double Most) limits, double speed, double acceleration) => new(limits.Least, limits.Most, speed, acceleration);
}
