using System.Text.Json;
using GroundTerminal.Orbit;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Orbit;

/// <summary>Look angles and passes against python3-sgp4 and a textbook transform (tests/vectors/orbit/make_passes.py, seed 2026).</summary>
public class PassPredictorTests
{
    private const double Degree = Math.PI / 180;

    [Fact]
    public void A_thousand_directions_are_those_of_another_implementation()
    {
        var (count, angle, range, rate) = (0, 0.0, 0.0, 0.0);
        foreach (var one in Vectors("looks.json"))
        {
            var (satellite, site) = (Satellite(one[0], one[1]), Place(one[2], one[3], one[4]));
            var time = satellite.Elements.Epoch.AddTicks((long)Math.Round(one[5].GetDouble() * TimeSpan.TicksPerSecond));
            Assert.Equal(Sgp4Error.None, satellite.Propagate(time, out var teme));
            var state = EarthFixedState.Of(teme, time);
            var look = site.Look(state.PositionKm, state.VelocityKmPerS);
            var (azimuth, elevation) = (one[6].GetDouble() * Degree, one[7].GetDouble() * Degree);
            angle = Math.Max(angle, Math.Max(Math.Abs(look.ElevationRadians - elevation), Math.Abs(Math.IEEERemainder(look.AzimuthRadians - azimuth, Math.Tau)) * Math.Cos(elevation)));
            (range, rate) = (Math.Max(range, Math.Abs(look.RangeKm - one[8].GetDouble())), Math.Max(rate, Math.Abs(look.RangeRateKmPerS - one[9].GetDouble())));
            count++;
        }
        Assert.Equal(1000, count);
        Assert.True(angle < 1e-5 * Degree && range < 1e-4 && rate < 1e-7, $"{angle / Degree}°, {range} km, {rate} km/s");
    }

    [Fact]
    public void Passes_are_those_of_another_implementation()
    {
        var (count, worst) = (0, 0.0);
        foreach (var one in Vectors("passes.json"))
        {
            var satellite = Satellite(one.GetProperty("tle")[0], one.GetProperty("tle")[1]);
            var place = one.GetProperty("site");
            var predictor = new PassPredictor(satellite, Place(place[0], place[1], place[2]), one.GetProperty("least").GetDouble() * Degree);
            var epoch = satellite.Elements.Epoch;
            var end = epoch.AddHours(one.GetProperty("hours").GetDouble());
            var found = predictor.Find(epoch, end).Where(p => p.Set < end).ToArray();
            var expected = one.GetProperty("passes");
            // Grazing passes are found here that steps of 2 s went over.
            found = [.. found.Where(f => (f.Set - f.Rise)!.Value.TotalSeconds > 4 || expected.EnumerateArray().Any(e => Math.Abs(e[0].GetDouble() - Seconds(f.Rise)) < 4))];
            Assert.True(expected.GetArrayLength() == found.Length, $"{found.Length} passes, not {expected.GetArrayLength()}: {one}");
            for (var i = 0; i < found.Length; i++)
            {
                worst = Math.Max(worst, Math.Max(Math.Abs(Seconds(found[i].Rise) - expected[i][0].GetDouble()), Math.Abs(Seconds(found[i].Set) - expected[i][2].GetDouble())));
                Assert.Equal(expected[i][1].GetDouble(), Seconds(found[i].Culmination), 0.5);
                Assert.Equal(expected[i][3].GetDouble(), found[i].AtCulmination.ElevationRadians / Degree, 1e-4);
                count++;
            }

            double Seconds(DateTimeOffset? time) => (time!.Value - epoch).TotalSeconds;
        }
        Assert.True(count > 500, $"{count} passes");
        Assert.True(worst < 0.01, $"{worst} s");
    }

    /// <summary>A search that ends just before a pass does not have it; one that ends in it has it whole.</summary>
    [Fact]
    public void Only_passes_that_overlap_the_time_are_told()
    {
        var satellite = Satellite("1 25544U 98067A   18207.57531344  .00001549  00000-0  30766-4 0  9995", "2 25544  51.6395 182.3890 0004258   3.1656 107.7911 15.54015933124641");
        var (predictor, from) = (new PassPredictor(satellite, new Site(48 * Degree, 11 * Degree, 0.5)), satellite.Elements.Epoch);
        var first = predictor.Find(from, from.AddDays(1)).First();
        foreach (var seconds in new[] { 0.5, 3, 10, 20 })
            Assert.Empty(predictor.Find(from, first.Rise!.Value.AddSeconds(-seconds)));
        var whole = Assert.Single(predictor.Find(from, first.Rise!.Value.AddSeconds(1)));
        Assert.Equal(0, (whole.Set - first.Set)!.Value.TotalSeconds, 0.01);
        var late = predictor.Find(first.Culmination, from.AddDays(1)).First();
        Assert.Equal(0, (late.Rise - first.Rise)!.Value.TotalSeconds, 0.01);
    }

    [Fact]
    public void A_geostationary_satellite_is_always_seen_or_never()
    {
        var satellite = new Sgp4(new MeanElements
        {
            CatalogNumber = 999_999_999,
            Epoch = new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero),
            MeanMotionRevPerDay = 1.00273791,
            Eccentricity = 0.0001,
            InclinationRadians = 0.02 * Degree,
            NodeRadians = 0,
            PerigeeRadians = 0,
            MeanAnomalyRadians = 0,
        });
        var epoch = satellite.Elements.Epoch;
        Assert.Equal(Sgp4Error.None, satellite.Propagate(epoch, out var teme));
        var below = EarthFixedState.Of(teme, epoch).PositionKm;
        var longitude = Math.Atan2(below.Y, below.X);
        var pass = Assert.Single(new PassPredictor(satellite, new Site(0.5, longitude + 0.3, 0)).Find(epoch, epoch.AddDays(3)));
        Assert.Null(pass.Rise);
        Assert.Null(pass.Set);
        Assert.Empty(new PassPredictor(satellite, new Site(0.5, Math.IEEERemainder(longitude + Math.PI, Math.Tau), 0)).Find(epoch, epoch.AddDays(3)));
    }

    /// <summary>A wall of 20° over the eastern half hides the beginning or the end of passes there, and nothing else.</summary>
    [Fact]
    public void A_mask_shortens_passes()
    {
        var mask = new HorizonMask([(0, 20 * Degree), (179 * Degree, 20 * Degree), (180 * Degree, 0), (359 * Degree, 0)]);
        var satellite = Satellite("1 25544U 98067A   18207.57531344  .00001549  00000-0  30766-4 0  9995", "2 25544  51.6395 182.3890 0004258   3.1656 107.7911 15.54015933124641");
        var (site, from) = (new Site(48 * Degree, 11 * Degree, 0.5), satellite.Elements.Epoch);
        var free = new PassPredictor(satellite, site).Find(from, from.AddDays(2)).ToArray();
        var hidden = new PassPredictor(satellite, site, 0, mask).Find(from, from.AddDays(2)).ToArray();
        Assert.NotEmpty(hidden);
        foreach (var pass in hidden)
        {
            Assert.Contains(free, f => f.Rise <= pass.Rise!.Value.AddMilliseconds(10) && f.Set >= pass.Set!.Value.AddMilliseconds(-10));
            foreach (var edge in new[] { pass.AtRise, pass.AtSet })
                Assert.Equal(mask.ElevationAt(edge.AzimuthRadians), edge.ElevationRadians, 1e-4);
        }
        Assert.Equal(20 * Degree, mask.ElevationAt(90 * Degree), 1e-12);
        Assert.Equal(10 * Degree, mask.ElevationAt(359.5 * Degree), 1e-12);
        Assert.Throws<ArgumentException>(() => new HorizonMask([(7, 0)]));
    }

    private static Sgp4 Satellite(string line1, string line2) => new(Tle.Parse("", line1, line2));

    private static Sgp4 Satellite(JsonElement line1, JsonElement line2) => Satellite(line1.GetString()!, line2.GetString()!);

    private static Site Place(JsonElement latitude, JsonElement longitude, JsonElement altitude) => new(latitude.GetDouble() * Degree, longitude.GetDouble() * Degree, altitude.GetDouble());

    private static JsonElement.ArrayEnumerator Vectors(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "vectors", "orbit", name))).RootElement.EnumerateArray();
}
