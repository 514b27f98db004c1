using System.Globalization;
using GroundTerminal.Devices;
using GroundTerminal.Station;

namespace GroundTerminal.Satellites;

/// <summary>Reads the built-in catalogue's lines; the head of catalog/satellites.txt says how they are made.</summary>
public static class CatalogText
{
    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    /// <param name="text">The whole catalogue.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">A line is not as the format says.</exception>
    public static List<Spacecraft> Parse(string text, string name)
    {
        var satellites = new List<Spacecraft>(512);
        var transmitters = new List<Transmitter>();
        var lineNumber = 0;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            var line = Next(ref rest, '\n');
            lineNumber++;
            if (line.IsWhiteSpace() || line[0] == '#')
                continue;
            try
            {
                if (line[0] != ' ')
                    satellites.Add(Satellite(line, transmitters = []));
                else if (satellites.Count > 0)
                    transmitters.Add(Transmitter(line));
            }
            catch (FormatException e)
            {
                throw new InputException($"{name}:{lineNumber}: {e.Message}", e);
            }
        }
        return satellites;
    }

    /// <summary>Reads lines of transmitters that belong to no satellite.</summary>
    /// <exception cref="InputException">A line is not as the format says.</exception>
    public static List<Transmitter> ParseTransmitters(string text, string name) => Parse("0 | " + name + "\n" + text, name)[0].Transmitters.ToList();

    /// <summary>A catalogue that is built in.</summary>
    internal static string ReadResource(string resource)
    {
        using var stream = typeof(CatalogText).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The program lacks its {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Spacecraft Satellite(ReadOnlySpan<char> line, List<Transmitter> transmitters)
    {
        var rest = line;
        var norad = int.Parse(Field(ref rest), NumberStyles.None, CultureInfo.InvariantCulture);
        var name = Field(ref rest).ToString();
        var others = new List<string>();
        while (!rest.IsEmpty)
            others.Add(Field(ref rest).ToString());
        return new Spacecraft { Norad = norad, Name = name, AlternativeNames = others, Transmitters = transmitters };
    }

    private static Transmitter Transmitter(ReadOnlySpan<char> line)
    {
        var rest = line;
        var (name, frequencyHz) = (Field(ref rest).ToString(), Number(Field(ref rest)));
        var modulation = Field(ref rest);
        if (modulation is ['=', .. var waveform])
            return WaveformCatalog.Get(waveform.Trim().ToString()) with { Name = name, FrequencyHz = frequencyHz };
        return new Transmitter
        {
            Name = name,
            FrequencyHz = frequencyHz,
            Modulation = modulation.ToString(),
            BaudRate = Number(Field(ref rest)),
            DeviationHz = OptionalNumber(Field(ref rest)),
            AudioCarrierHz = OptionalNumber(Field(ref rest)),
            Framing = Field(ref rest).ToString(),
            Transport = Field(ref rest).ToString(),
            Options = rest.IsEmpty ? NoOptions : Options(rest),
        };
    }

    private static Dictionary<string, string> Options(ReadOnlySpan<char> rest)
    {
        var options = new Dictionary<string, string>();
        while (!rest.IsEmpty)
        {
            var option = Field(ref rest);
            var colon = option.IndexOf(": ");
            if (colon < 0)
                throw new FormatException($"option '{option}' has no value");
            options[option[..colon].ToString()] = option[(colon + 2)..].ToString();
        }
        return options;
    }

    private static ReadOnlySpan<char> Field(ref ReadOnlySpan<char> rest) => Next(ref rest, '|').Trim();

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest, char separator)
    {
        var end = rest.IndexOf(separator);
        var next = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return next;
    }

    private static double Number(ReadOnlySpan<char> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double? OptionalNumber(ReadOnlySpan<char> text) => text.IsEmpty ? null : Number(text);
}
