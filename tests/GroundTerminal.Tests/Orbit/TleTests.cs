using GroundTerminal.Orbit;

namespace GroundTerminal.Tests.Orbit;

/// <summary>The reader of two-line element sets, against CelesTrak's example and Space-Track's Alpha-5.</summary>
public class TleTests
{
    private static readonly string[] Lines = OrbitTexts.Noaa14.ReplaceLineEndings("\n").Split('\n');

    [Theory]
    [InlineData("", "\n")]
    [InlineData("0 ", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("0 ", "\r\n")]
    public void The_example_of_CelesTrak_is_read(string before, string lineEnd)
    {
        var elements = Assert.Single(Tle.ReadAll($"{lineEnd}# a comment{lineEnd}{before}{Lines[0]}         {lineEnd}{Lines[1]}{lineEnd}{Lines[2]}{lineEnd}"));
        Assert.Equal(("NOAA 14", 23455, 'U', "1994-089A", 262, 14849), (elements.Name, elements.CatalogNumber, elements.Classification, elements.InternationalDesignator, elements.ElementSetNumber, elements.RevolutionAtEpoch));
        Assert.Equal((1.40e-6, 0.0, 0.10191e-3, 0.0008546, 14.11711747), (elements.MeanMotionDot, elements.MeanMotionDotDot, elements.BStar, elements.Eccentricity, elements.MeanMotionRevPerDay));
        Assert.Equal([99.0090, 272.6745, 223.1686, 136.8816], new[] { elements.InclinationRadians, elements.NodeRadians, elements.PerigeeRadians, elements.MeanAnomalyRadians }.Select(a => Math.Round(a * 180 / Math.PI, 10)));
        Assert.Equal(new DateTimeOffset(1997, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds((319 * 86400e6) + 78577360416), elements.Epoch);
    }

    [Fact]
    public void Sets_with_and_without_names_stand_in_one_text()
    {
        var all = Tle.ReadAll($"{Lines[1]}\n{Lines[2]}\n{OrbitTexts.Vanguard1}\n\n{Lines[1]}\n{Lines[2]}");
        Assert.Equal(["", "VANGUARD 1", ""], all.Select(e => e.Name));
        Assert.Empty(Tle.ReadAll("\n# nothing\n"));
    }

    [Theory]
    [InlineData("57", 1957)]
    [InlineData("99", 1999)]
    [InlineData("00", 2000)]
    [InlineData("56", 2056)]
    public void Years_from_57_on_are_of_the_20th_century(string written, int year) =>
        Assert.Equal(year, Read(l1 => l1[..18] + written + l1[20..], l2 => l2).Epoch.Year);

    [Theory]
    [InlineData("A0000", 100000)]
    [InlineData("H9999", 179999)]
    [InlineData("J0000", 180000)]
    [InlineData("P0000", 230000)]
    [InlineData("Z9999", 339999)]
    [InlineData("    5", 5)]
    public void Alpha_5_counts_on_from_five_digits(string written, int number) => Assert.Equal(number, Read(l => l[..2] + written + l[7..], l => l[..2] + written + l[7..]).CatalogNumber);

    [Theory]
    [InlineData("I0000")]
    [InlineData("O0000")]
    [InlineData("a0000")]
    [InlineData("AA000")]
    public void Alpha_5_has_no_I_and_no_O(string written) => Fails(1, written == "AA000" ? 4 : 3, () => Read(l => l[..2] + written + l[7..], l => l[..2] + written + l[7..]));

    [Fact]
    public void A_wrong_checksum_is_named()
    {
        var e = Fails(1, 69, () => Tle.Parse("", Lines[1][..68] + "2", Lines[2]));
        Assert.Equal("Line 1, column 69: '2'; the checksum 1 is expected.", e.Message);
        Fails(2, 69, () => Tle.Parse("", Lines[1], Lines[2].Replace("99.0090", "98.0090")));
    }

    [Theory]
    [InlineData(1, " 97320.9", "97320.9 ", 18)] // a blank's column
    [InlineData(1, "97320.90946019", "9732090.946019", 24)] // a point's
    [InlineData(1, "97320", "97000", 21)] // a day of the year
    [InlineData(1, "10191-3", "1O191-3", 54)]
    [InlineData(1, " 0  262", " 4  262", 63)] // SGP4-XP
    [InlineData(2, "99.0090 ", " 99.0090", 12)]
    [InlineData(2, " 99.0090", "199.0090", 9)]
    [InlineData(2, "0008546", "00085.6", 27)]
    [InlineData(2, "14.11711747", " 0.00000000", 53)]
    [InlineData(2, "2 23455", "3 23455", 1)]
    public void A_wrong_column_is_named(int line, string from, string to, int column) => Fails(line, column, () => Read(l => line == 1 ? l.Replace(from, to) : l, l => line == 2 ? l.Replace(from, to) : l));

    [Fact]
    public void A_line_2_of_another_object_is_refused()
    {
        var e = Fails(2, 3, () => Tle.ReadAll(Lines[1] + "\n" + OrbitTexts.Vanguard1.ReplaceLineEndings("\n").Split('\n')[2]));
        Assert.Contains("object 5, but line 1 is of object 23455", e.Message);
    }

    [Theory]
    [InlineData(1, 0, 1)] // a name and no lines
    [InlineData(2, 0, 2)] // no line 2
    [InlineData(1, 30, 2)] // in line 1
    [InlineData(2, 30, 3)] // in line 2
    public void A_cut_text_is_refused_where_it_is_cut(int whole, int more, int line)
    {
        var text = string.Concat(Lines.Take(whole).Select(l => l + "\n")) + (more == 0 ? "" : Lines[whole][..more]);
        Assert.Equal(line, Assert.Throws<OrbitDataException>(() => Tle.ReadAll(text)).Line);
    }

    [Fact]
    public void Lines_out_of_order_are_refused()
    {
        Fails(1, 1, () => Tle.ReadAll(Lines[2] + "\n" + Lines[1]));
        Fails(2, 1, () => Tle.ReadAll(Lines[1] + "\n" + Lines[1]));
        Fails(2, 1, () => Tle.ReadAll(Lines[0] + "\n" + Lines[0] + "\n" + Lines[1] + "\n" + Lines[2]));
    }

    [SkippableTheory]
    [InlineData("r2cloud_tle-2020-09-27.txt")]
    [InlineData("stk_sgp4_iss.tle")]
    [InlineData("strep3-test-001.tle")]
    public void All_sets_of_a_file_are_read(string file)
    {
        var text = OrbitTexts.Shared(file);
        var all = OrbitData.Read(text);
        Assert.Equal(text.Split('\n').Count(l => l.StartsWith("1 ", StringComparison.Ordinal)), all.Count);
        Assert.DoesNotContain(all, e => e.Name.Length == 0);
    }

    /// <summary>The example with its lines changed and checksums made right.</summary>
    private static MeanElements Read(Func<string, string> change1, Func<string, string> change2) => Tle.Parse("", Checked(change1(Lines[1])), Checked(change2(Lines[2])));

    private static string Checked(string line) => line[..68] + (line[..68].Sum(c => char.IsAsciiDigit(c) ? c - '0' : c == '-' ? 1 : 0) % 10);

    private static OrbitDataException Fails(int line, int column, Func<object> read)
    {
        var e = Assert.Throws<OrbitDataException>(read);
        Assert.Equal((line, column), (e.Line, e.Column));
        return e;
    }
}
