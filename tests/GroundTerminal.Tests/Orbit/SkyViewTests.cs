using System.Globalization;
using System.Text.Json;
using GroundTerminal.Orbit;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Orbit;

/// <summary>Sun and Moon against PyEphem (tests/vectors/orbit/sun-moon.json); frames against STK; light, refraction and shadow against closed forms.</summary>
public class SkyViewTests
{
    private const double Degree = Math.PI / 180;

    [Fact]
    public void Sun_and_moon_are_where_an_ephemeris_has_them()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests/vectors/orbit/sun-moon.json")));
        foreach (var one in vectors.RootElement.EnumerateArray())
        {
            var view = new SkyView(new Site(one[1].GetDouble() * Degree, one[2].GetDouble() * Degree, 0));
            var time = one[0].GetDateTimeOffset();
            Assert.True(Apart(view.Sun(time), one[3].GetDouble(), one[4].GetDouble()) < 0.02, one.ToString());
            Assert.True(Apart(view.Moon(time), one[5].GetDouble(), one[6].GetDouble()) < 0.4, one.ToString());
            Assert.Equal(1, view.Moon(time).RangeKm / one[7].GetDouble(), 0.005); // from the site, as PyEphem has it
        }
    }

    // STK knows UT1 and the pole, which are left out here: 35 m.
    [SkippableFact]
    public void Earth_fixed_positions_are_those_of_STK()
    {
        var path = RepositoryFiles.Shared("testdata/orbit/stk_sgp4_iss_teme_gcrf_itrf.csv");
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        var tle = File.ReadAllLines(RepositoryFiles.Shared("testdata/orbit/stk_sgp4_iss.tle"));
        var satellite = new Sgp4(Tle.Parse(tle[0].Trim(), tle[1], tle[2]));
        var count = 0;
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var fields = line.Split(',');
            if (fields.Length < 19 || !DateTimeOffset.TryParse(fields[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                continue;
            var values = Array.ConvertAll(fields[1..19], f => double.Parse(f, CultureInfo.InvariantCulture) / 1000);
            Assert.Equal(Sgp4Error.None, satellite.Propagate(time, out var teme));
            Assert.True((teme.PositionKm - new Vector3D(values[0], values[1], values[2])).Length < 0.02, line);
            var state = EarthFixedState.Of(teme, time);
            Assert.True((state.PositionKm - new Vector3D(values[12], values[13], values[14])).Length < 0.06, line);
            Assert.True((state.VelocityKmPerS - new Vector3D(values[15], values[16], values[17])).Length < 1e-4, line);
            count++;
        }
        Assert.True(count > 100, $"{count} states");
    }

    [Fact]
    public void Light_takes_its_time()
    {
        var satellite = new Sgp4(Tle.Parse("", "1 25544U 98067A   18207.57531344  .00001549  00000-0  30766-4 0  9995", "2 25544  51.6395 182.3890 0004258   3.1656 107.7911 15.54015933124641"));
        var view = new SkyView(new Site(0.8, 0.2, 0.5));
        for (var minutes = 0; minutes < 1440; minutes += 7)
        {
            var time = satellite.Elements.Epoch.AddMinutes(minutes);
            Assert.True(view.TryLook(satellite, time, out var geometric));
            Assert.True(view.TryLook(satellite, time, out var seen, lightTime: true));
            var delay = geometric.RangeKm / 299792.458;
            // Only the satellite's own motion counts, not the site's: it differs from the range rate by what the turning Earth adds, below 0.5 km/s.
            Assert.Equal(-geometric.RangeRateKmPerS * delay, seen.RangeKm - geometric.RangeKm, 0.55 * delay);
        }
    }

    /// <summary>Tables of refraction: 29′ at the horizon in this formula, 5.3′ at 10°, 1′ at 45°.</summary>
    [Theory]
    [InlineData(0, 29)]
    [InlineData(10, 5.4)]
    [InlineData(45, 1.0)]
    public void Air_bends_rays(double elevation, double minutes)
    {
        var look = new LookAngles { ElevationRadians = elevation * Degree };
        Assert.Equal(minutes, (look.RefractedElevationRadians - look.ElevationRadians) / Degree * 60, 0.15);
    }

    [Fact]
    public void Behind_the_Earth_there_is_no_Sun()
    {
        var sun = new Vector3D(CelestialBodies.AstronomicalUnitKm, 0, 0);
        Assert.Equal(1, EarthShadow.SunlitShare(new Vector3D(7000, 0, 0), sun));
        Assert.Equal(0, EarthShadow.SunlitShare(new Vector3D(-7000, 0, 0), sun));
        Assert.Equal(1, EarthShadow.SunlitShare(new Vector3D(0, 7000, 0), sun));
        Assert.Equal(0.5, EarthShadow.SunlitShare(new Vector3D(-Math.Sqrt((7000.0 * 7000) - (Site.EquatorialRadiusKm * Site.EquatorialRadiusKm)), Site.EquatorialRadiusKm, 0), sun), 0.02);
        // Behind the tip of the umbra, 1.38 million km away, the Earth is a spot on the Sun.
        Assert.InRange(EarthShadow.SunlitShare(new Vector3D(-2e6, 0, 0), sun), 0.4, 0.6);
    }

    private static double Apart(LookAngles look, double azimuth, double elevation)
    {
        var (a, e) = (azimuth * Degree, elevation * Degree);
        var cosine = (Math.Sin(e) * Math.Sin(look.ElevationRadians)) + (Math.Cos(e) * Math.Cos(look.ElevationRadians) * Math.Cos(a - look.AzimuthRadians));
        return Math.Acos(Math.Clamp(cosine, -1, 1)) / Degree;
    }
}
