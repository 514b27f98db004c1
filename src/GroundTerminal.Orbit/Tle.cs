using System.Globalization;

namespace GroundTerminal.Orbit;

/// <summary>Two-line element sets, with or without a line for the name.</summary>
/// <remarks>CelesTrak, "NORAD Two-Line Element Set Format"; catalogue numbers above 99 999 in the Alpha-5 form of Space-Track (a letter for 10 to 33, without I and O). Years 57 to 99 are of the 20th century.</remarks>
public static class Tle
{
    private const int LineLength = 69, CatalogStart = 2, CatalogLength = 5, EphemerisType = 62;
    private const string AlphaFive = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>Where the format has a blank or a point, a line has one.</summary>
    private const string Format1 = "1 NNNNNC NNNNNAAA NNNNN.NNNNNNNN +.NNNNNNNN +NNNNN-N +NNNNN-N N NNNNN", Format2 = "2 NNNNN NNN.NNNN NNN.NNNN NNNNNNN NNN.NNNN NNN.NNNN NN.NNNNNNNNNNNNNN";

    /// <summary>Reads all element sets of a text; empty lines and lines that begin with # are passed over. A name stands right before its lines.</summary>
    /// <exception cref="OrbitDataException">A line cannot be right.</exception>
    public static List<MeanElements> ReadAll(string text)
    {
        var (all, name, nameLine, first, firstLine, number) = (new List<MeanElements>(), "", 0, default(string), 0, 0);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.TrimEnd().ToString();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (first is not null)
            {
                if (!line.StartsWith("2 ", StringComparison.Ordinal))
                    throw new OrbitDataException($"'{Start(line)}' follows a line 1; a line that begins with '2 ' is expected.", number, 1);
                all.Add(Parse(name, first, line, firstLine, number));
                (name, nameLine, first) = ("", 0, null);
            }
            else if (line.StartsWith("1 ", StringComparison.Ordinal) && line.Length >= LineLength - 1)
            {
                (first, firstLine) = (line, number);
            }
            else if (line.StartsWith("2 ", StringComparison.Ordinal) && line.Length >= LineLength - 1)
            {
                throw new OrbitDataException("a line 2 without the line 1 before it.", number, 1);
            }
            else if (nameLine > 0)
            {
                throw new OrbitDataException($"'{Start(line)}' follows a name; a line of {LineLength} characters that begins with '1 ' is expected.", number, 1);
            }
            else
            {
                nameLine = number;
                name = line.StartsWith("0 ", StringComparison.Ordinal) ? line[2..].Trim() : line.Trim();
            }
        }
        if (first is null && nameLine == 0)
            return all;
        throw first is null ? new OrbitDataException($"'{Start(name)}' is followed by no element set.", nameLine) : new OrbitDataException("a line 1 without its line 2.", firstLine);
    }

    /// <summary>Reads one element set.</summary>
    /// <param name="name">Name of the object, or empty.</param>
    /// <param name="line1">69 characters.</param>
    /// <param name="line2">69 characters.</param>
    /// <exception cref="OrbitDataException">A line cannot be right; they count as lines 1 and 2.</exception>
    public static MeanElements Parse(string name, string line1, string line2) => Parse(name, line1, line2, 1, 2);

    private static MeanElements Parse(string name, string line1, string line2, int number1, int number2)
    {
        var (first, second) = (new Fields(line1, number1), new Fields(line2, number2));
        first.Check(Format1);
        second.Check(Format2);
        if (first.Text(EphemerisType, 1) == "4")
            throw first.Wrong(EphemerisType, "4", "ephemeris type 0 (4 is SGP4-XP, another theory, which is not published: SGP4 would give wrong places)");
        var (catalog, same) = (CatalogNumber(first), CatalogNumber(second));
        if (catalog != same)
            throw new OrbitDataException($"object {same}, but line 1 is of object {catalog}.", number2, CatalogStart + 1);
        return new MeanElements
        {
            Name = name,
            CatalogNumber = catalog,
            Classification = line1[7],
            InternationalDesignator = Designator(first),
            Epoch = Epoch(first),
            MeanMotionDot = first.Number(33, 10, -1, 1),
            MeanMotionDotDot = first.Scaled(44),
            BStar = first.Scaled(53),
            ElementSetNumber = first.Whole(64, 4),
            InclinationRadians = Radians(second.Number(8, 8, 0, 180)),
            NodeRadians = Radians(second.Number(17, 8, 0, 360)),
            Eccentricity = second.Decimals(26, 7),
            PerigeeRadians = Radians(second.Number(34, 8, 0, 360)),
            MeanAnomalyRadians = Radians(second.Number(43, 8, 0, 360)),
            MeanMotionRevPerDay = second.Number(52, 11, MeanElements.LeastMeanMotion, MeanElements.MostMeanMotion),
            RevolutionAtEpoch = second.Whole(63, 5),
        };
    }

    private static int CatalogNumber(in Fields fields)
    {
        var text = fields.Text(CatalogStart, CatalogLength);
        var high = text[0] is >= 'A' and <= 'Z' ? AlphaFive.IndexOf(text[0]) : -2;
        if (high == -1)
            throw fields.Wrong(CatalogStart, text, "a digit or a letter but I and O (Alpha-5)");
        return high < 0 ? fields.Whole(CatalogStart, CatalogLength) : ((high + 10) * 10_000) + fields.Whole(CatalogStart + 1, CatalogLength - 1);
    }

    private static string Designator(in Fields fields)
    {
        var text = fields.Text(9, 8).Trim();
        return text.Length >= 6 && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? $"{Century(year)}-{text[2..]}" : "";
    }

    private static DateTimeOffset Epoch(in Fields fields)
    {
        var day = fields.Number(20, 12, 1, 367);
        // Ticks of a day have no part below 1e-8 days lost in them.
        return new DateTimeOffset(Century(fields.Whole(18, 2)), 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks((long)Math.Round((day - 1) * TimeSpan.TicksPerDay));
    }

    private static int Century(int year) => year < 57 ? 2000 + year : 1900 + year;

    private static double Radians(double degrees) => degrees * (Math.PI / 180);

    private static string Start(string line) => line.Length > 20 ? line[..20] + "…" : line;

    /// <summary>The columns of a line, counted from 0 here and from 1 in messages.</summary>
    private readonly struct Fields(string line, int number)
    {
        public void Check(string format)
        {
            if (line.Length is not LineLength and not LineLength - 1)
                throw new OrbitDataException($"{line.Length} characters; {LineLength} are expected.", number, Math.Min(line.Length, LineLength) + 1);
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] != format[i] && (i == 0 || format[i] is ' ' or '.'))
                    throw Wrong(i, line[i..(i + 1)], $"'{format[i]}'");
            }
            if (line.Length == LineLength && line[^1] != (char)('0' + Checksum()))
                throw Wrong(LineLength - 1, line[^1..], $"the checksum {Checksum()}");
        }

        public string Text(int start, int length) => line.Substring(start, length);

        public int Whole(int start, int length)
        {
            var text = Text(start, length).Trim();
            var value = 0;
            return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) ? value : throw Wrong(start, text, "a whole number");
        }

        public double Number(int start, int length, double least, double most)
        {
            var text = Text(start, length).Trim();
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw Wrong(start, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
        }

        /// <summary>Eight columns: sign, five digits behind a decimal point that is not written, sign and digit of a power of ten.</summary>
        public double Scaled(int start)
        {
            var text = Text(start, 8);
            if (text.AsSpan().Trim().IsEmpty)
                return 0;
            var (digits, exponent) = (text[..6].Trim(), text[6..].Trim());
            var sign = digits.StartsWith('-') ? -1 : 1;
            if (int.TryParse(digits.TrimStart('-', '+'), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
                return sign * Decimal(value, power - 5);
            throw Wrong(start, text, "five digits and a power of ten, as in ' 28098-4'");
        }

        /// <summary>Digits behind a decimal point that is not written.</summary>
        public double Decimals(int start, int length) => Decimal(Whole(start, length), -length);

        public OrbitDataException Wrong(int start, string text, string expected) => new($"'{text}'; {expected} is expected.", number, start + 1);

        /// <summary>Rounded once, so that it equals what another form writes out.</summary>
        private static double Decimal(int digits, int power) => double.Parse(string.Create(CultureInfo.InvariantCulture, $"{digits}e{power}"), CultureInfo.InvariantCulture);

        private int Checksum()
        {
            var sum = 0;
            foreach (var c in line.AsSpan(0, LineLength - 1))
                sum += c is >= '0' and <= '9' ? c - '0' : c == '-' ? 1 : 0;
            return sum % 10;
        }
    }
}
