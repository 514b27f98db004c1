using System.Globalization;
using System.Text.Json;
using GroundTerminal.Coding.Codes;
using GroundTerminal.Tests.Support;

namespace GroundTerminal.Tests.Coding.Codes;

public class LdpcCodeTests
{
    /// <summary>CCSDS 131.0-B-5, tables 7-1 and 7-5.</summary>
    [Theory]
    [InlineData("1/2", 1024, 2048)]
    [InlineData("1/2", 4096, 8192)]
    [InlineData("1/2", 16384, 32768)]
    [InlineData("2/3", 1024, 1536)]
    [InlineData("2/3", 4096, 6144)]
    [InlineData("2/3", 16384, 24576)]
    [InlineData("4/5", 1024, 1280)]
    [InlineData("4/5", 4096, 5120)]
    [InlineData("4/5", 16384, 20480)]
    [InlineData("7/8", 7136, 8160)]
    public void Every_word_satisfies_every_check(string rate, int dataBits, int codeBits)
    {
        var code = LdpcCode.Find(rate, dataBits)!;
        Assert.Equal((dataBits, codeBits), (code.DataBits, code.CodeBits));
        var (encoder, random, data, bits) = (new LdpcEncoder(code), new Random(dataBits), new byte[dataBits / 8], new byte[codeBits]);
        for (var word = 0; word < 2; word++)
        {
            random.NextBytes(data);
            encoder.Encode(data, bits);
            Assert.Equal(data, Enumerable.Range(0, data.Length).Select(i => (byte)Enumerable.Range(0, 8).Sum(b => bits[(8 * i) + b] << (7 - b))));
            var all = new byte[code.Columns * code.Size];
            bits[..^code.FillBits].CopyTo(all, code.ShortenedBits);
            Assert.All(bits[^code.FillBits..], b => Assert.Equal(0, b));
            Puncture(code, all);
            Assert.All(Checks(code), check => Assert.Equal(0, check.Sum(bit => all[bit]) & 1));
        }
    }

    /// <summary>Parity of a known message from another implementation (adamgreig/labrador-ldpc, tests of its encoder).</summary>
    [SkippableTheory]
    [InlineData("TM2048", "1/2", 1024)]
    [InlineData("TM1536", "2/3", 1024)]
    [InlineData("TM1280", "4/5", 1024)]
    [InlineData("TM8192", "1/2", 4096)]
    [InlineData("TM6144", "2/3", 4096)]
    [InlineData("TM5120", "4/5", 4096)]
    public void Words_are_those_of_another_encoder(string name, string rate, int dataBits)
    {
        var path = RepositoryFiles.Shared("testdata/fec/ccsds_ldpc_encode_vectors.json");
        Skip.IfNot(File.Exists(path), path);
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var code = LdpcCode.Find(rate, dataBits)!;
        var bits = new byte[code.CodeBits];
        new LdpcEncoder(code).Encode([.. Enumerable.Range(0, dataBits / 8).Select(i => (byte)i)], bits);
        var expected = Convert.FromHexString(document.RootElement.GetProperty("codes").GetProperty(name).GetProperty("parity_hex").GetString()!);
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(i => (byte)Enumerable.Range(0, 8).Sum(b => bits[dataBits + (8 * i) + b] << (7 - b))));
    }

    /// <summary>First rows of circulants B(i, j) of the (8160,7136) code's generator, from the annex of CCSDS 131.0-B, as four public encoders have them: a zero and 511 bits. The other 21 follow from the matrix below.</summary>
    [Theory]
    [InlineData(0, 0, "55BF56CC55283DFEEFEA8C8CFF04E1EBD9067710988E25048D67525426939E2068D2DC6FCD2F822BEB6BD96C8A76F4932AAE9BC53AD20A2A9C86BB461E43759C")]
    [InlineData(0, 1, "6855AE08698A50AA3051768793DC238544AF3FE987391021AAF6383A6503409C3CE971A80B3ECE12363EE809A01D91204F1811123EAB867D3E40E8C652585D28")]
    [InlineData(1, 0, "62B21CF0AEE0649FA67B7D0EA6551C1CD194CA77501E0FCF8C85867B9CF679C18BCF7939E10F8550661848A4E0A9E9EDB7DAB9EDABA18C168C8E28AACDDEAB1E")]
    [InlineData(1, 1, "64B71F486AD57125660C4512247B229F0017BA649C6C11148FB00B70808286F1A9790748D296A593FA4FD2C6D7AAF7750F0C71B31AEE5B400C7F5D73AAF00710")]
    [InlineData(2, 0, "681A8E51420BD8294ECE13E491D618083FFBBA830DB5FAF330209877D801F92B5E07117C57E75F6F0D873B3E520F21EAFD78C1612C6228111A369D5790F5929A")]
    [InlineData(2, 1, "04DF1DD77F1C20C1FB570D7DD7A1219EAECEA4B2877282651B0FFE713DF338A63263BC0E324A87E2DC1AD64C9F10AAA585ED6905946EE167A73CF04AD2AF9218")]
    [InlineData(3, 0, "35951FEE6F20C902296C9488003345E6C5526C5519230454C556B8A04FC0DC642D682D94B4594B5197037DF15B5817B26F16D0A3302C09383412822F6D2B234E")]
    public void The_generator_of_C2_is_the_standards(int column, int parity, string firstRow)
    {
        var code = LdpcCode.Find("7/8", 7136)!;
        var row = Convert.FromHexString(firstRow).SelectMany(o => Enumerable.Range(0, 8).Select(b => (o >> (7 - b)) & 1)).Skip(1).ToArray();
        for (var turn = code.ShortenedBits; turn < code.Size; turn += 97)
        {
            var (bit, data, bits) = ((column * code.Size) + turn - code.ShortenedBits, new byte[code.DataBits / 8], new byte[code.CodeBits]);
            data[bit / 8] = (byte)(0x80 >> (bit % 8));
            new LdpcEncoder(code).Encode(data, bits);
            Assert.Equal(Enumerable.Range(0, code.Size).Select(i => row[(i - turn + code.Size) % code.Size]), bits.Skip(code.DataBits + (parity * code.Size)).Take(code.Size).Select(b => (int)b));
        }
    }

    /// <summary>Every number of tables 7-1, 7-3 and 7-4, from another implementation: tests/vectors/PROVENANCE.md.</summary>
    [Fact]
    public void Tables_are_those_of_another_implementation()
    {
        var compared = 0;
        foreach (var fields in File.ReadLines(Path.Combine(RepositoryFiles.Root, "tests/vectors/codes/ldpc-ccsds-tables.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')))
        {
            int[] numbers = [.. fields.Skip(1).Select(f => int.Parse(f, CultureInfo.InvariantCulture))];
            compared += numbers.Length;
            if (fields[0] == "theta")
                Assert.Equal(numbers, LdpcAr4jaTables.Theta.ToArray().Select(t => (int)t));
            else if (fields[0] == "phi")
                Assert.Equal(numbers[2..], Enumerable.Range(0, 7).Select(i => LdpcAr4jaTables.Phi(numbers[0], numbers[1], 128 << i)));
            else
                Assert.Equal(numbers[2..], LdpcCode.Find("7/8", 7136)!.Rows[numbers[0]].Where(e => e.Column == numbers[1]).Select(e => e.Shift));
        }
        Assert.Equal(26 + (4 * 26 * 9) + (32 * 4), compared);
    }

    /// <summary>No two bits of the (8160,7136) code are in the same two checks: its girth is 6 (130.1-G-2 §8, from finite geometries).</summary>
    [Fact]
    public void C2_has_no_cycles_of_four()
    {
        Assert.Equal(10, LdpcCode.All.Count());
        var code = LdpcCode.Find("7/8", 7136)!;
        var checks = Checks(code).ToArray();
        var ofBit = checks.SelectMany((bits, check) => bits.Select(bit => (bit, check))).ToLookup(p => p.bit, p => p.check);
        for (var first = 0; first < checks.Length; first += code.Size)
        {
            var others = checks[first].SelectMany(bit => ofBit[bit]).Where(check => check != first).ToArray();
            Assert.Equal(others.Distinct().Count(), others.Length);
        }
    }

    /// <summary>Degrees: 4 and 32 (131.0-B-5 §7.3.2); 1, 3 and 6 for AR4JA (protograph, 130.1-G-2 figure 8-4), 4 for the columns that rates above 1/2 add.</summary>
    [Fact]
    public void Degrees_are_those_of_the_protographs()
    {
        foreach (var code in LdpcCode.All)
        {
            var ofColumn = code.Rows.SelectMany(r => r).GroupBy(e => e.Column).OrderBy(g => g.Key).Select(g => g.Count()).ToArray();
            var ofRow = code.Rows.Select(r => r.Length).Distinct().Order().ToArray();
            int[] halfRate = [2, 2, 2, 2, 3, 3, 3, 3, 1, 1, 1, 1, 3, 3, 3, 3, 6, 6, 6, 6];
            if (code.Size == 511)
                Assert.Equal((32, 4), (Assert.Single(ofRow), Assert.Single(ofColumn.Distinct())));
            else
                Assert.Equal([.. Enumerable.Repeat(4, ofColumn.Length - 20), .. halfRate], ofColumn);
        }
    }

    [Fact]
    public void Other_sizes_are_refused()
    {
        Assert.Null(LdpcCode.Find("1/2", 7136));
        Assert.Null(LdpcCode.Find("7/8", 1024));
        Assert.Null(LdpcCode.Find("3/4", 1024));
        var encoder = new LdpcEncoder(LdpcCode.Find("4/5", 1024)!);
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[127], new byte[1280]));
        Assert.Throws<ArgumentException>(() => encoder.Encode(new byte[128], new byte[1279]));
    }

    private static IEnumerable<int[]> Checks(LdpcCode code) =>
        code.Rows.SelectMany(row => Enumerable.Range(0, code.Size).Select(i => row.Select(e => (e.Column * code.Size) + ((i + e.Shift) % code.Size)).ToArray()));

    /// <summary>Fills in the bits that are not sent: the third block of rows has each of them once, alone.</summary>
    private static void Puncture(LdpcCode code, byte[] all)
    {
        var hidden = (code.Columns - code.PuncturedColumns) * code.Size;
        foreach (var check in Checks(code).Where(c => c.Count(bit => bit >= hidden) == 1))
            all[check.Single(bit => bit >= hidden)] = (byte)(check.Where(bit => bit < hidden).Sum(bit => all[bit]) & 1);
    }
}
