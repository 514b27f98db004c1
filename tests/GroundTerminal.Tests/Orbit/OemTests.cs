using System.Globalization;
using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>OEMs, against the standard's example, closed forms and STK's states of the ISS.</summary>
public class OemTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    [SkippableFact]
    public void The_standards_example_is_read()
    {
        var oem = Assert.Single(Oem.Read(OrbitTexts.Shared("ndm/oem_g11.kvn")));
        Assert.Equal(("MARS GLOBAL SURVEYOR", "1996-062A", "MARS BARYCENTER", "EME2000"), (oem.ObjectName, oem.ObjectId, oem.CenterName, oem.RefFrame));
        Assert.Equal([4, 4], oem.Segments.Select(s => s.States.Count));
        Assert.All(oem.Segments, s => Assert.Equal((OemInterpolation.Hermite, 7), (s.Interpolation, s.InterpolationDegree)));
        Assert.Equal(Time("2019-12-28T21:23:00.331Z"), oem.Segments[0].UseableStop);
        Assert.Equal(new OemState(Time("2019-12-28T22:00:02.267Z"), new Vector3D(-2458.079, -683.858, 2007.684), new Vector3D(6.36786, -3.339563, -0.946654)), oem.Segments[1].States[2]);
        // Between the segments, and before and after the useable spans, nothing.
        foreach (var time in (string[])["2019-12-18T12:10:00.330Z", "2019-12-28T21:23:00.332Z", "2019-12-28T22:08:02.4Z", "2019-12-30T01:18:02.6Z"])
            Assert.False(oem.TryGetState(Time(time), out _), time);
        Assert.True(oem.TryGetState(Time("2019-12-18T12:10:00.331Z"), out _));
        Assert.True(oem.TryGetState(Time("2019-12-30T01:18:02.5Z"), out _));
    }

    [Theory]
    [InlineData("LAGRANGE", 9, 1e-3, 1e-6)]
    [InlineData("HERMITE", 9, 1e-6, 1e-8)]
    [InlineData("Hermite", 15, 1e-9, 1e-11)]
    [InlineData(null, 0, 2e-4, 1e-6)]
    public void A_circular_orbit_is_met_between_the_states(string? interpolation, int degree, double km, double kmPerS)
    {
        var oem = Assert.Single(Oem.Read(Kvn(interpolation, degree, Enumerable.Range(0, 31).Select(i => Circular(i * 180)))));
        for (var seconds = 0.0; seconds <= 5400; seconds += 33.7)
        {
            Assert.True(oem.TryGetState(Start.AddSeconds(seconds), out var state));
            // The ends have states on one side only.
            var slack = seconds is > 1000 and < 4400 ? 1 : 100;
            var expected = Circular((state.Time - Start).TotalSeconds);
            Assert.InRange((state.PositionKm + (expected.PositionKm * -1)).Length, 0, km * slack);
            Assert.InRange((state.VelocityKmPerS + (expected.VelocityKmPerS * -1)).Length, 0, kmPerS * slack);
        }
    }

    [Theory]
    [InlineData("LINEAR", 1)]
    [InlineData("LAGRANGE", 3)]
    [InlineData("HERMITE", 3)]
    [InlineData("HERMITE", 2)]
    public void Polynomials_up_to_the_degree_are_met(string interpolation, int degree)
    {
        OemState At(double t) => new(Start.AddSeconds(t), new Vector3D(t, 2 - t, Math.Pow(t / 100, degree)), new Vector3D(1, -1, degree * Math.Pow(t / 100, degree - 1) / 100));
        var oem = Assert.Single(Oem.Read(Kvn(interpolation, degree, new[] { 0.0, 50, 120, 180, 300 }.Select(At))));
        foreach (var t in (double[])[0, 1, 50, 77, 250, 300])
        {
            Assert.True(oem.TryGetState(Start.AddSeconds(t), out var state));
            Assert.InRange((state.PositionKm + (At(t).PositionKm * -1)).Length, 0, 1e-10);
            // Lagrange's velocities are their own polynomial.
            Assert.InRange((state.VelocityKmPerS + (At(t).VelocityKmPerS * -1)).Length, 0, 1e-12);
        }
    }

    /// <summary>States 600 s apart. Velocities of SGP4 are not quite its positions' derivative, by 2 cm/s in this file, of which Hermite makes metres; Lagrange's remainder with terms of three times the orbit's rate is tens of metres. A wrong window would be kilometres off.</summary>
    [SkippableTheory]
    [InlineData("HERMITE", 15, 5e-3)]
    [InlineData("LAGRANGE", 15, 0.1)]
    public void Every_second_state_of_STK_gives_those_between(string interpolation, int degree, double km)
    {
        var states = OrbitTexts.Shared("stk_sgp4_iss_teme_gcrf_itrf.csv").Split('\n').Skip(1).Where(l => l.Length > 0).Select(Stk).ToArray();
        var oem = Assert.Single(Oem.Read(Kvn(interpolation, degree, states.Where((_, i) => i % 2 == 0))));
        var worst = 0.0;
        foreach (var expected in states[20..^20])
        {
            Assert.True(oem.TryGetState(expected.Time, out var state));
            worst = Math.Max(worst, (state.PositionKm + (expected.PositionKm * -1)).Length);
        }
        Assert.InRange(worst, 0, km);
    }

    [Fact]
    public void XML_gives_what_KVN_gives()
    {
        var states = Enumerable.Range(0, 9).Select(i => Circular(i * 60)).ToArray();
        var (kvn, xml) = (Assert.Single(Oem.Read(Kvn("HERMITE", 7, states))), Assert.Single(Oem.Read(Xml("HERMITE", 7, states))));
        Assert.Equal((kvn.ObjectName, kvn.RefFrame), (xml.ObjectName, xml.RefFrame));
        Assert.Equal(kvn.Segments[0].States, xml.Segments[0].States);
        Assert.True(kvn.TryGetState(Start.AddSeconds(100), out var one) && xml.TryGetState(Start.AddSeconds(100), out var other) && one == other);
    }

    [Theory]
    [InlineData("TAI", 37)]
    [InlineData("TT", 69.184)]
    [InlineData("GPS", 18)]
    public void Other_clocks_become_UTC(string system, double ahead)
    {
        var text = Kvn("HERMITE", 7, Enumerable.Range(0, 9).Select(i => Circular(i * 60))).Replace("TIME_SYSTEM = UTC", "TIME_SYSTEM = " + system);
        Assert.Equal(Start.AddSeconds(-ahead), Assert.Single(Oem.Read(text)).Segments[0].States[0].Time);
    }

    [Fact]
    public void Accelerations_covariances_and_comments_are_passed_over()
    {
        var plain = Kvn("HERMITE", 7, Enumerable.Range(0, 9).Select(i => Circular(i * 60)));
        var rich = string.Join("\r\n", plain.Split('\n').Select(l => l.StartsWith("2026", StringComparison.Ordinal) ? "COMMENT a = b\r\n" + l + " 0 1e-3 -2" : l)) + "\r\nCOVARIANCE_START\r\nEPOCH = 2026-11-21T00:00:00\r\n3.3e-04\r\n4.6e-04 6.7e-04\r\nCOVARIANCE_STOP\r\n";
        Assert.Equal(Assert.Single(Oem.Read(plain)).Segments[0].States, Assert.Single(Oem.Read(rich)).Segments[0].States);
    }

    [Theory]
    [InlineData("TIME_SYSTEM = UTC", "TIME_SYSTEM = TDB", 6, 15, "UTC, TAI, TT or GPS")]
    [InlineData("REF_FRAME = TEME\n", "", 2, 0, "REF_FRAME")]
    [InlineData("INTERPOLATION = HERMITE", "INTERPOLATION = SPLINE", 7, 17, "HERMITE or LAGRANGE")]
    [InlineData("_DEGREE = 7", "_DEGREE = 0", 8, 24, "1 to 31")]
    [InlineData("_DEGREE = 7", "_DEGREE = 31", 2, 0, "9 states in the segment that begins here; Hermite of degree 31 takes 16")]
    [InlineData("META_STOP\n", "", 10, 1, "KEYWORD = value")]
    [InlineData("META_START", "META_STOP", 2, 0, "without META_START")]
    [InlineData("2026-11-21T00:01:00", "2026-11-21T00:00:00", 12, 1, "a time after that")]
    [InlineData("2026-11-21T00:01:00", "2026-11-21T00:61:00", 12, 1, "a time as in")]
    [InlineData(" 7000 ", " 7OOO ", 11, 29, "X '7OOO'; a number")]
    [InlineData(" 7000 ", " ", 11, 1, "6 fields")]
    [InlineData("CCSDS_OEM_VERS", "CCSDS_OMM_VERS", 1, 1, "CCSDS_OEM_VERS")]
    public void What_cannot_be_right_is_named_with_its_place(string from, string to, int line, int column, string expected)
    {
        var text = Kvn("HERMITE", 7, Enumerable.Range(0, 9).Select(i => Circular(i * 60)));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        var e = Assert.Throws<OrbitDataException>(() => Oem.Read(text[..at] + to + text[(at + from.Length)..]));
        Assert.Contains(expected, e.Message);
        Assert.Equal((line, column), (e.Line, e.Column));
    }

    [Fact]
    public void What_ends_too_early_is_refused()
    {
        var text = Kvn("HERMITE", 7, Enumerable.Range(0, 9).Select(i => Circular(i * 60)));
        Assert.Contains("META_STOP", Assert.Throws<OrbitDataException>(() => Oem.Read(text[..text.IndexOf("META_STOP", StringComparison.Ordinal)])).Message);
        Assert.Contains("COVARIANCE_STOP", Assert.Throws<OrbitDataException>(() => Oem.Read(text + "COVARIANCE_START\n")).Message);
        Assert.Contains("without a segment", Assert.Throws<OrbitDataException>(() => Oem.Read("CCSDS_OEM_VERS = 3.0\n")).Message);
        Assert.Contains("as in the message's first segment", Assert.Throws<OrbitDataException>(() => Oem.Read(text + text.Replace("TEME", "GCRF"))).Message);
    }

    /// <summary>µ = 398600.4418, radius 7000 km, in a plane tilted by 53.13° (3-4-5).</summary>
    private static OemState Circular(double seconds)
    {
        var (sin, cos) = Math.SinCos(Math.Sqrt(398600.4418 / Math.Pow(7000, 3)) * seconds);
        var speed = Math.Sqrt(398600.4418 / 7000);
        return new OemState(Start.AddSeconds(seconds), new Vector3D(7000 * cos, 4200 * sin, 5600 * sin), new Vector3D(-speed * sin, 0.6 * speed * cos, 0.8 * speed * cos));
    }

    private static OemState Stk(string line)
    {
        var fields = line.Split(',');
        var n = Array.ConvertAll(fields[1..7], f => double.Parse(f, CultureInfo.InvariantCulture) / 1000);
        return new OemState(Time(fields[0] + "Z"), new Vector3D(n[0], n[1], n[2]), new Vector3D(n[3], n[4], n[5]));
    }

    private static string Kvn(string? interpolation, int degree, IEnumerable<OemState> states) => string.Create(CultureInfo.InvariantCulture, $"""
        CCSDS_OEM_VERS = 3.0
        META_START
        OBJECT_NAME = TEST
        OBJECT_ID = 2026-001A
        CENTER_NAME = EARTH
        TIME_SYSTEM = UTC
        {(interpolation is null ? "COMMENT" : $"INTERPOLATION = {interpolation}\nINTERPOLATION_DEGREE = {degree}")}
        REF_FRAME = TEME
        META_STOP

        """) + string.Concat(states.Select(s => $"{s.Time:yyyy-MM-ddTHH:mm:ss.fffffff} {Numbers(s, " ")}\n"));

    private static string Xml(string interpolation, int degree, IEnumerable<OemState> states) =>
        $"<?xml version=\"1.0\"?><oem id=\"CCSDS_OEM_VERS\" version=\"3.0\"><header/><body><segment><metadata><OBJECT_NAME>TEST</OBJECT_NAME><OBJECT_ID>2026-001A</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM><INTERPOLATION>{interpolation}</INTERPOLATION><INTERPOLATION_DEGREE>{degree}</INTERPOLATION_DEGREE></metadata><data>"
        + string.Concat(states.Select(s => $"<stateVector><EPOCH>{s.Time:yyyy-MM-ddTHH:mm:ss.fffffff}</EPOCH>" + string.Concat(Numbers(s, " ").Split(' ').Zip((string[])["X", "Y", "Z", "X_DOT", "Y_DOT", "Z_DOT"], (v, k) => $"<{k} units=\"km\">{v}</{k}>")) + "<X_DDOT>1</X_DDOT></stateVector>"))
        + "<covarianceMatrix><EPOCH>2026-11-21T00:00:00</EPOCH><CX_X>1</CX_X></covarianceMatrix></data></segment></body></oem>";

    private static string Numbers(OemState s, string separator) =>
        string.Join(separator, new[] { s.PositionKm.X, s.PositionKm.Y, s.PositionKm.Z, s.VelocityKmPerS.X, s.VelocityKmPerS.Y, s.VelocityKmPerS.Z }.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
