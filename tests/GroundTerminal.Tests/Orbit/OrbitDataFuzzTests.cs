using System.Text;
using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>Whatever text comes in, readers give elements or an <see cref="OrbitDataException"/>, and elements that SGP4 takes.</summary>
public class OrbitDataFuzzTests
{
    private const string Letters = "0123456789.,-+eE \t\r\n\"'{}[]<>/=:&;#AZTS\0\uFEFF\uD800é漢";
    private const string Ephemeris = """
        CCSDS_OEM_VERS = 3.0
        META_START
        OBJECT_NAME = TEST
        OBJECT_ID = 2026-001A
        CENTER_NAME = EARTH
        REF_FRAME = TEME
        TIME_SYSTEM = TAI
        USEABLE_START_TIME = 2026-11-21T00:00:10
        STOP_TIME = 2026-11-21T00:02:00
        INTERPOLATION = LAGRANGE
        INTERPOLATION_DEGREE = 2
        META_STOP
        2026-11-21T00:00:00 7000 0 0 0 7 1
        2026-325T00:01:00.5 6990 420 60 -0.5 7 1
        2026-11-21T00:02:00 6960 840 120 -1 7 1 0 0 0
        COVARIANCE_START
        EPOCH = 2026-11-21T00:02:00
        1.0
        COVARIANCE_STOP
        """;

    private static string[] Texts =>
    [
        OrbitTexts.Noaa14, OrbitTexts.Noaa14 + "\n" + OrbitTexts.Vanguard1, Ephemeris,
        "<oem><segment><metadata><OBJECT_NAME>A</OBJECT_NAME><OBJECT_ID>B</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM></metadata><stateVector><EPOCH>2026-325T00:01:00.5</EPOCH><X>1</X><Y>2</Y><Z>3</Z><X_DOT>1</X_DOT><Y_DOT>2</Y_DOT><Z_DOT>3</Z_DOT></stateVector></segment></oem>",
        .. OrbitTexts.Forms.Select(f => OrbitTexts.Write(f, OrbitTexts.Noaa14Fields)),
    ];

    [Fact]
    public void Mutated_texts_throw_nothing_else()
    {
        var (random, texts, read, refused) = (new Random(1957), Texts, 0, 0);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Mutate(texts[i % texts.Length], texts[random.Next(texts.Length)], random);
            try
            {
                if (text.Contains("OEM", StringComparison.Ordinal) || text.Contains("oem", StringComparison.Ordinal))
                    Assert.All(Oem.Read(text), e => e.TryGetState(e.Segments[0].UseableStart, out _));
                else
                    Assert.All(OrbitData.Read(text), e => new Sgp4(e).Propagate(10, out _));
                read++;
            }
            catch (OrbitDataException e)
            {
                Assert.InRange(e.Line, 1, text.Count(c => c is '\n' or '\r') + 1);
                refused++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{e.GetType().Name} for {i}: {text}\n{e}");
            }
        }
        Assert.True(read > 1000 && refused > 5000, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Deep_nesting_is_no_overflow()
    {
        string[] texts =
        [
            new string('[', 100_000),
            "[" + string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
            string.Concat(Enumerable.Repeat("<omm>", 100_000)),
            string.Concat(Enumerable.Repeat("<a>", 20_000)) + "<omm/>" + string.Concat(Enumerable.Repeat("</a>", 20_000)),
        ];
        Assert.All(texts, text => Assert.InRange(Assert.Throws<OrbitDataException>(() => OrbitData.Read(text)).Message.Length, 1, 300));
    }

    private static string Mutate(string text, string other, Random random)
    {
        var result = new StringBuilder(text);
        for (var n = random.Next(1, 4); n > 0 && result.Length > 1; n--)
        {
            var at = random.Next(result.Length);
            var length = Math.Min(random.Next(1, 30), result.Length - at);
            _ = random.Next(7) switch
            {
                0 => result.Remove(at, length),
                1 => result.Remove(at, result.Length - at),
                2 => result.Insert(at, result.ToString(at, length)),
                3 => result.Insert(at, other.AsSpan(0, Math.Min(other.Length, random.Next(300)))),
                4 => result.Insert(at, Letters[random.Next(Letters.Length)]),
                _ => result.Replace(result[at], Letters[random.Next(Letters.Length)], at, 1),
            };
        }
        return result.ToString();
    }
}
