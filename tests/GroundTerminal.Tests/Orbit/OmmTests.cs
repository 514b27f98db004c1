using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>OMMs in all forms, against published files and the TLEs of the same sets.</summary>
public class OmmTests
{
    public static TheoryData<string> Forms => [.. OrbitTexts.Forms];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_gives_what_the_TLE_gives(string form) =>
        Assert.Equal(Assert.Single(OrbitData.Read(OrbitTexts.Noaa14)), Assert.Single(OrbitData.Read(OrbitTexts.Write(form, OrbitTexts.Noaa14Fields))));

    [SkippableTheory]
    [InlineData("sample_omm.csv")]
    [InlineData("sample_omm.xml")]
    public void CelesTraks_files_give_what_CelesTraks_TLE_gives(string file) => Assert.Equal(Assert.Single(OrbitData.Read(OrbitTexts.Vanguard1)), Assert.Single(OrbitData.Read(OrbitTexts.Shared(file))));

    [SkippableTheory]
    [InlineData("omm_g7.kvn")]
    [InlineData("omm_g8.kvn")]
    [InlineData("omm_g9.kvn")]
    [InlineData("omm_g10.xml")]
    public void The_standards_examples_give_what_its_TLE_gives(string file)
    {
        var tle = Assert.Single(OrbitData.Read(OrbitTexts.Goes9));
        var epoch = new DateTimeOffset(2020, 3, 4, 10, 34, 41, TimeSpan.Zero).AddMicroseconds(426400);
        Assert.Equal(tle with { Epoch = epoch, Name = file.EndsWith("xml", StringComparison.Ordinal) ? "GOES-9" : "GOES 9" }, Assert.Single(OrbitData.Read(OrbitTexts.Shared("ndm/" + file))));
    }

    [SkippableFact]
    public void CelesTraks_JSON_is_read()
    {
        var vanguard = Assert.Single(OrbitData.Read(OrbitTexts.Shared("sample_omm.json")));
        Assert.Equal((5, 39027, 2.64e-6, 0.00035436), (vanguard.CatalogNumber, vanguard.RevolutionAtEpoch, vanguard.MeanMotionDot, vanguard.BStar));
        Assert.Equal(new DateTimeOffset(2025, 2, 14, 14, 36, 48, TimeSpan.Zero).AddMicroseconds(662784), vanguard.Epoch);
        Assert.Equal([42784, 40069], OrbitData.Read(OrbitTexts.Shared("omm_array_sample.json")).Take(2).Select(e => e.CatalogNumber));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Nine_digits_and_round_numbers_are_read(string form)
    {
        var fields = OrbitTexts.Noaa14Fields.With("NORAD_CAT_ID", "799500001").With("INCLINATION", "90").With("ECCENTRICITY", "0").With("MEAN_MOTION", "1").With("MEAN_ANOMALY", "360");
        var elements = Assert.Single(OrbitData.Read(OrbitTexts.Write(form, fields)));
        Assert.Equal((799500001, Math.PI / 2, 0.0, 1.0, Math.Tau), (elements.CatalogNumber, elements.InclinationRadians, elements.Eccentricity, elements.MeanMotionRevPerDay, elements.MeanAnomalyRadians));
    }

    [Theory]
    [InlineData("1997-11-16T21:49:37", 0)]
    [InlineData("1997-320T21:49:37Z", 0)]
    [InlineData("1997-11-16T21:49:37.5", 5_000_000)]
    [InlineData("1997-320T21:49:37.360416", 3_604_160)]
    [InlineData("1997-11-16T21:49:37.123456749Z", 1_234_567)]
    [InlineData("1997-11-16T21:49:37.123456750", 1_234_568)]
    [InlineData("1997-11-16T21:49:36.999999999", 0)]
    public void Epochs_have_any_decimals(string written, long ticks) =>
        Assert.Equal(new DateTimeOffset(1997, 11, 16, 21, 49, 37, TimeSpan.Zero).AddTicks(ticks), Assert.Single(OrbitData.Read(OrbitTexts.Write("CSV", OrbitTexts.Noaa14Fields.With("EPOCH", written)))).Epoch);

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_may_be_missing_has_defaults(string form)
    {
        string[] needed = ["EPOCH", "MEAN_MOTION", "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER", "MEAN_ANOMALY", "NORAD_CAT_ID"];
        var elements = Assert.Single(OrbitData.Read(OrbitTexts.Write(form, OrbitTexts.Noaa14Fields.Where(f => needed.Contains(f.Key)))));
        Assert.Equal(("", "", 'U', 0.0, 0.0, 0.0, 0, 0), (elements.Name, elements.InternationalDesignator, elements.Classification, elements.BStar, elements.MeanMotionDot, elements.MeanMotionDotDot, elements.ElementSetNumber, elements.RevolutionAtEpoch));
    }

    [Fact]
    public void A_semi_major_axis_stands_for_the_mean_motion()
    {
        // A day by Kepler's third law with WGS-72: a³ = µ·(86400/2π)².
        var axis = Math.Cbrt(398600.8 * Math.Pow(86400 / Math.Tau, 2)).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        var fields = OrbitTexts.Noaa14Fields.Where(f => f.Key != "MEAN_MOTION").Append(("SEMI_MAJOR_AXIS", axis, false));
        Assert.Equal(1, Assert.Single(OrbitData.Read(OrbitTexts.Write("JSON", fields))).MeanMotionRevPerDay, 12);
        Assert.Equal(1, Assert.Single(OrbitData.Read(OrbitTexts.Write("KVN", fields.Append(("GM", "398600.8 [km**3/s**2]", false))))).MeanMotionRevPerDay, 12);
    }

    [Fact]
    public void Many_stand_in_one_text()
    {
        var kvn = OrbitTexts.Write("KVN", OrbitTexts.Noaa14Fields);
        Assert.Equal(2, OrbitData.Read("COMMENT two\n" + kvn + "\n" + kvn).Count);
        var csv = OrbitTexts.Write("CSV", OrbitTexts.Noaa14Fields.With("OBJECT_NAME", "\"NOAA \"\"14\"\", old\""));
        Assert.Equal(["NOAA \"14\", old", "NOAA \"14\", old"], OrbitData.Read(csv + "\n" + csv.Split("\r\n")[1]).Select(e => e.Name));
        var xml = OrbitTexts.Write("XML", OrbitTexts.Noaa14Fields);
        Assert.Equal(3, OrbitData.Read("\uFEFF<ndm>" + xml + xml + xml + "</ndm>").Count);
        Assert.Empty(OrbitData.Read("[]"));
        Assert.Empty(OrbitData.Read("OBJECT_NAME,EPOCH,NORAD_CAT_ID\r\n"));
    }

    [Fact]
    public void XML_is_read_with_all_that_messages_may_hold()
    {
        var xml = OrbitTexts.Write("XML", OrbitTexts.Noaa14Fields).Replace("<omm>", "<?xml version=\"1.0\"?>\r\n<!-- <omm> & so on -->\n<omm\n  a = \"1 > 0 /\"\tb='\"'>")
            .Replace(">NOAA 14<", "> N&#x4F;A&#65; <![CDATA[<&1]]>4 &lt;&amp;&gt;\n<").Replace("<EPHEMERIS_TYPE>0</EPHEMERIS_TYPE>", "<EPHEMERIS_TYPE />").Replace("</omm>", "</omm  >\n<!-- end -->\n");
        Assert.Equal(Assert.Single(OrbitData.Read(OrbitTexts.Noaa14)) with { Name = "NOAA <&14 <&>" }, Assert.Single(OrbitData.Read(xml)));
    }

    [Fact]
    public void What_nobody_asked_for_is_passed_over()
    {
        var json = OrbitTexts.Write("JSON", OrbitTexts.Noaa14Fields).Replace("[{", "[{ \"RCS_SIZE\": null, \"DECAYED\": false, \"TAGS\": [1, {\"EPOCH\": 2}], \"OTHER\": {\"EPOCH\": \"3\"}, \"OTHER\": 1, ");
        Assert.Equal(Assert.Single(OrbitData.Read(OrbitTexts.Noaa14)), Assert.Single(OrbitData.Read(json)));
    }
}
