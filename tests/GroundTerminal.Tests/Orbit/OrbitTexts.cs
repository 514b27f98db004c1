using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Orbit;

/// <summary>Published element sets, and the files of ../shared/testdata/orbit.</summary>
internal static class OrbitTexts
{
    /// <summary>CelesTrak, "NORAD Two-Line Element Set Format", the example.</summary>
    public const string Noaa14 = """
        NOAA 14
        1 23455U 94089A   97320.90946019  .00000140  00000-0  10191-3 0  2621
        2 23455  99.0090 272.6745 0008546 223.1686 136.8816 14.11711747148495
        """;

    /// <summary>CelesTrak, the set of 2020-10-13 that sample_omm.csv and .xml hold too (tests of python-sgp4, MIT).</summary>
    public const string Vanguard1 = """
        VANGUARD 1
        1 00005U 58002B   20287.20333880 -.00000016  00000-0 -22483-4 0  9998
        2 00005  34.2443 225.5254 1845686 162.2516 205.2356 10.84869164218149
        """;

    /// <summary>CCSDS 502.0-B-3, figure G-6; its OMMs are of 2020, these lines of 2007.</summary>
    public const string Goes9 = """
        GOES 9
        1 23581U 95025A   07064.44075725 -.00000113  00000-0  10000-3 0  9250
        2 23581   3.0539  81.7939 0005013 249.2363 150.1602  1.00273272 43169
        """;

    /// <summary>A field of an OMM with the values of <see cref="Noaa14"/>, written by hand; day 320.90946019 of 1997 is 16 November, 21:49:37.360416.</summary>
    public static readonly (string Key, string Value, bool IsText)[] Noaa14Fields =
    [
        ("OBJECT_NAME", "NOAA 14", true), ("OBJECT_ID", "1994-089A", true), ("EPOCH", "1997-11-16T21:49:37.360416", true), ("MEAN_MOTION", "14.11711747", false),
        ("ECCENTRICITY", "0.0008546", false), ("INCLINATION", "99.0090", false), ("RA_OF_ASC_NODE", "272.6745", false), ("ARG_OF_PERICENTER", "223.1686", false),
        ("MEAN_ANOMALY", "136.8816", false), ("EPHEMERIS_TYPE", "0", false), ("CLASSIFICATION_TYPE", "U", true), ("NORAD_CAT_ID", "23455", false),
        ("ELEMENT_SET_NO", "262", false), ("REV_AT_EPOCH", "14849", false), ("BSTAR", "0.00010191", false), ("MEAN_MOTION_DOT", "0.00000140", false), ("MEAN_MOTION_DDOT", "0", false),
    ];

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static readonly string[] Forms = ["JSON", "JSON of strings", "CSV", "CSV in quotes", "XML", "XML with a namespace", "KVN"];

    public static string Shared(string file)
    {
        var path = RepositoryFiles.Shared("testdata/orbit/" + file);
        Skip.IfNot(File.Exists(path), "../shared/testdata is not on this machine");
        return File.ReadAllText(path);
    }

    /// <summary>An OMM as JSON, CSV, XML or KVN.</summary>
    public static string Write(string form, IEnumerable<(string Key, string Value, bool IsText)> fields) => form switch
    {
        "JSON" => "[{\n" + string.Join(",\n", fields.Select(f => $"  \"{f.Key}\": " + (f.IsText ? $"\"{f.Value}\"" : f.Value))) + "\n}]\n",
        "JSON of strings" => "{" + string.Join(", ", fields.Select(f => $"\"{f.Key}\":\"{f.Value}\"")) + "}",
        "CSV" => string.Join(",", fields.Select(f => f.Key)) + "\r\n" + string.Join(",", fields.Select(f => f.Value)) + "\r\n",
        "CSV in quotes" => string.Join(",", fields.Reverse().Select(f => $"\"{f.Key}\"")) + "\n" + string.Join(",", fields.Reverse().Select(f => $"\"{f.Value}\"")),
        "XML" => "<omm>\n" + string.Join("\n", fields.Select(f => $"  <{f.Key}>{f.Value}</{f.Key}>")) + "\n</omm>",
        "XML with a namespace" => "<?xml version=\"1.0\"?><n:ndm xmlns:n=\"urn:ccsds:schema:ndmxml\"><n:omm id=\"CCSDS_OMM_VERS\" version=\"3.0\"><n:body>" + string.Concat(fields.Select(f => $"<n:{f.Key}>{f.Value}</n:{f.Key}>")) + "</n:body></n:omm></n:ndm>",
        "KVN" => "CCSDS_OMM_VERS = 3.0\nCOMMENT by hand\n" + string.Join("\n", fields.Select(f => $"{f.Key} = {f.Value}")) + "\n",
        _ => throw new ArgumentException(form),
    };

    public static (string Key, string Value, bool IsText)[] With(this (string Key, string Value, bool IsText)[] fields, string key, string value) =>
        fields.Any(f => f.Key == key) ? Array.ConvertAll(fields, f => f.Key == key ? (key, value, f.IsText) : f) : [.. fields, (key, value, true)];
}
