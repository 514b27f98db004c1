using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>What cannot be right is refused with its place, and with what was expected.</summary>
public class OmmErrorTests
{
    /// <summary>In <see cref="OrbitTexts.Write"/>, the key at index i of 17 stands in line i + 2 of JSON and XML, and i + 3 of KVN.</summary>
    public static TheoryData<string, int, int> Forms => new() { { "JSON", 2, 0 }, { "XML", 2, 0 }, { "KVN", 3, 0 }, { "CSV", 2, 1 } };

    public static IEnumerable<object[]> WrongValues =>
        from form in Forms
        from value in new (string Key, string Value, string Expected)[]
        {
            ("EPOCH", "1997-13-01T00:00:00", "a time as in"), ("EPOCH", "1997-02-29T00:00:00", "a time as in"), ("EPOCH", "1997-366T00:00:00", "a time as in"), ("EPOCH", "yesterday", "a time as in"),
            ("EPOCH", "1997-11-16T24:00:00", "a time as in"), ("EPOCH", "1997-11-16T21:49:37.", "a time as in"), ("EPOCH", "1997-11-16 21:49:37", "a time as in"),
            ("MEAN_MOTION", "0", "a number from 1E-08 to 19"), ("MEAN_MOTION", "-1", "a number from 1E-08 to 19"), ("ECCENTRICITY", "1", "a number from 0"), ("ECCENTRICITY", "-0.1", "a number from 0"),
            ("INCLINATION", "180.1", "a number from 0 to 180"), ("RA_OF_ASC_NODE", "361", "a number from -360 to 360"), ("MEAN_ANOMALY", "1e999", "a number from"),
            ("NORAD_CAT_ID", "1000000000", "a whole number from 0 to 999999999"), ("NORAD_CAT_ID", "25544.5", "a whole number"), ("NORAD_CAT_ID", "-5", "a whole number"), ("EPHEMERIS_TYPE", "4", "SGP4-XP"), ("EPHEMERIS_TYPE", "6", "0 or 1 or 2"),
            ("CLASSIFICATION_TYPE", "X", "U or C or S"),
        }
        select new object[] { form[0], form[1], form[2], value.Key, value.Value, value.Expected };

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void A_wrong_value_is_named_with_its_place(string form, int firstLine, int isOneLine, string key, string value, string expected)
    {
        var index = Array.FindIndex(OrbitTexts.Noaa14Fields, f => f.Key == key);
        var text = OrbitTexts.Write(form, OrbitTexts.Noaa14Fields.With(key, value));
        var e = Assert.Throws<OrbitDataException>(() => OrbitData.Read(text));
        Assert.Contains($"{key} '{value}'; ", e.Message);
        Assert.Contains(expected, e.Message);
        Assert.Equal(isOneLine == 1 ? 2 : index + firstLine, e.Line);
        // In XML the place is the element's, elsewhere the value's.
        Assert.StartsWith(form == "XML" ? key : value, text.Split('\n')[e.Line - 1][(e.Column - 1)..].TrimStart('"'));
    }

    [Theory]
    [InlineData("MEAN_ELEMENT_THEORY", "SGP4-XP", "not published")]
    [InlineData("MEAN_ELEMENT_THEORY", "DSST", "SGP4 or SGP/SGP4")]
    [InlineData("TIME_SYSTEM", "TAI", "UTC")]
    [InlineData("REF_FRAME", "EME2000", "TEME")]
    [InlineData("CENTER_NAME", "MARS", "EARTH")]
    public void Elements_that_are_not_SGP4s_are_refused(string key, string value, string expected)
    {
        foreach (var form in OrbitTexts.Forms)
        {
            var e = Assert.Throws<OrbitDataException>(() => OrbitData.Read(OrbitTexts.Write(form, OrbitTexts.Noaa14Fields.With(key, value))));
            Assert.Contains($"{key} '{value}'; {expected}", e.Message.Replace("SGP4 (SGP4-XP is another theory, which is ", ""));
        }
        var sgp4 = OrbitTexts.Noaa14Fields.With("MEAN_ELEMENT_THEORY", "SGP/SGP4").With("TIME_SYSTEM", "UTC").With("REF_FRAME", "TEME").With("CENTER_NAME", "EARTH");
        Assert.Single(OrbitData.Read(OrbitTexts.Write("KVN", sgp4)));
    }

    [Theory]
    [InlineData("EPOCH")]
    [InlineData("NORAD_CAT_ID")]
    [InlineData("MEAN_MOTION")]
    [InlineData("ECCENTRICITY")]
    [InlineData("MEAN_ANOMALY")]
    public void What_is_missing_is_named_with_the_line_of_its_message(string key)
    {
        var whole = OrbitTexts.Write("XML", OrbitTexts.Noaa14Fields);
        var e = Assert.Throws<OrbitDataException>(() => OrbitData.Read($"<ndm>\n{whole}\n{OrbitTexts.Write("XML", OrbitTexts.Noaa14Fields.Where(f => f.Key != key))}</ndm>"));
        Assert.Equal(2 + OrbitTexts.Noaa14Fields.Length + 2, e.Line);
        Assert.Contains(key, e.Message);
        e = Assert.Throws<OrbitDataException>(() => OrbitData.Read($"[\n{OrbitTexts.Write("JSON of strings", OrbitTexts.Noaa14Fields)},\n{OrbitTexts.Write("JSON of strings", OrbitTexts.Noaa14Fields.With(key, ""))}]"));
        Assert.Equal(3, e.Line);
        Assert.Contains(key, e.Message);
    }

    [Theory]
    [InlineData("", 1, 0, "empty")]
    [InlineData(" \n\t\n", 1, 0, "empty")]
    [InlineData("\nNo GP data found", 2, 1, "'No GP data found' begins neither")]
    [InlineData("{\"error\":\n\"You've violated your query rate limit\"}", 1, 0, "NORAD_CAT_ID")]
    [InlineData("[1]", 1, 2, "an object")]
    [InlineData("[{}\n,", 2, 1, "no JSON")]
    [InlineData("[{\"é\": \"\\ud800\"}]", 1, 8, "surrogate")]
    [InlineData("<html>\n<body></body></html>", 1, 0, "<html> holds no <omm>")]
    [InlineData("<omm>\n<a></omm>", 2, 6, "</a> is expected")]
    [InlineData("<omm>\n</omm", 2, 6, "more text is expected")]
    [InlineData("<omm>\n<a b='1></a></omm>", 2, 7, "' at the end")]
    [InlineData("<omm>\n<!-- </omm>", 2, 1, "--> at the end")]
    [InlineData("<omm/>\n<omm/>", 2, 5, "the end of the text")]
    [InlineData("<omm><a>1 &nbsp; 2</a></omm>", 1, 11, "&lt;")]
    [InlineData("\n<!DOCTYPE omm [<!ENTITY a \"aaaa\">]><omm>&a;</omm>", 2, 1, "no document type")]
    [InlineData("EPOCH,NORAD_CAT_ID\n1,2,3", 2, 0, "3 fields; 2")]
    [InlineData("EPOCH,NORAD_CAT_ID\n1,\"2", 2, 3, "do not end")]
    [InlineData("EPOCH,NORAD_CAT_ID\n1,\"2\"3", 2, 6, "a comma")]
    [InlineData("CCSDS_OMM_VERS = 3.0\nOBJECT NAME = x", 2, 1, "KEYWORD = value")]
    [InlineData("CCSDS_OMM_VERS = 3.0\nEPOCH = 1\nNORAD_CAT_ID = 1\nEPOCH = 1", 4, 9, "EPOCH stands here again")]
    [InlineData("CCSDS_OEM_VERS = 3.0", 1, 1, "another message than an OMM")]
    public void What_is_none_of_the_forms_is_refused(string text, int line, int column, string expected)
    {
        var e = Assert.Throws<OrbitDataException>(() => OrbitData.Read(text));
        Assert.Contains(expected, e.Message);
        Assert.Equal((line, column == 0 ? e.Column : column), (e.Line, e.Column));
    }
}
