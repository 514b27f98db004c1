using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

public class SunSeparationTests
{
    private const double Degree = Math.PI / 180;

    [Fact]
    public void The_least_angle_of_a_pass_is_found()
    {
        var satellite = new Sgp4(Tle.Parse("", "1 25544U 98067A   18207.57531344  .00001549  00000-0  30766-4 0  9995", "2 25544  51.6395 182.3890 0004258   3.1656 107.7911 15.54015933124641"));
        var (site, from) = (new Site(48 * Degree, 11 * Degree, 0.5), satellite.Elements.Epoch);
        var view = new SkyView(site);
        foreach (var pass in new PassPredictor(satellite, site).Find(from, from.AddDays(3)))
        {
            var found = SunSeparation.Of(view, satellite, pass);
            var least = double.MaxValue;
            for (var time = pass.Rise!.Value; time < pass.Set; time = time.AddSeconds(0.25))
            {
                view.TryLook(satellite, time, out var look);
                least = Math.Min(least, look.AngleTo(view.Sun(time)));
            }
            Assert.Equal(least / Degree, found.Radians / Degree, 0.05);
            Assert.InRange(found.Time, pass.Rise.Value, pass.Set!.Value);
        }
    }

    [Theory]
    [InlineData(10, 0, 10, 0, 0)]
    [InlineData(350, 0, 20, 0, 30)]
    [InlineData(0, 90, 200, 0, 90)]
    [InlineData(0, 60, 180, 60, 60)]
    [InlineData(0, -90, 77, 90, 180)]
    [InlineData(0, 45, 1e-4, 45, 7.0710678e-5)]
    public void Angles_between_directions(double azimuth1, double elevation1, double azimuth2, double elevation2, double degrees)
    {
        var (a, b) = (Look(azimuth1, elevation1), Look(azimuth2, elevation2));
        Assert.Equal(degrees, a.AngleTo(b) / Degree, 1e-10);
        Assert.Equal(degrees, b.AngleTo(a) / Degree, 1e-10);
    }

    private static LookAngles Look(double azimuth, double elevation) => new() { AzimuthRadians = azimuth * Degree, ElevationRadians = elevation * Degree };
}
