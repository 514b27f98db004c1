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
        foreach (var line in text.AsSpan().EnumerateLines())
        {
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

    private static Spacecraft Satellite(ReadOnlySpan<char> line, List<Transmitter> transmitters)
    {
        var rest = line;
        var norad = int.Parse(Next(ref rest), NumberStyles.None, CultureInfo.InvariantCulture);
        var name = Next(ref rest).ToString();
        var others = new List<string>();
        while (!rest.IsEmpty)
            others.Add(Next(ref rest).ToString());
        return new Spacecraft { Norad = norad, Name = name, AlternativeNames = others, Transmitters = transmitters };
    }

    private static Transmitter Transmitter(ReadOnlySpan<char> line)
    {
        var rest = line;
        return new Transmitter
        {
            Name = Next(ref rest).ToString(),
            FrequencyHz = Number(Next(ref rest)),
            Modulation = string.Intern(Next(ref rest).ToString()),
            BaudRate = Number(Next(ref rest)),
            DeviationHz = OptionalNumber(Next(ref rest)),
            AudioCarrierHz = OptionalNumber(Next(ref rest)),
            Framing = Next(ref rest).ToString(),
            Transport = Next(ref rest).ToString(),
            Options = rest.IsEmpty ? NoOptions : Options(rest),
        };
    }

    private static Dictionary<string, string> Options(ReadOnlySpan<char> rest)
    {
        var options = new Dictionary<string, string>();
        while (!rest.IsEmpty)
        {
            var option = Next(ref rest);
            var colon = option.IndexOf(": ");
            if (colon < 0)
                throw new FormatException($"option '{option}' has no value");
            options[option[..colon].ToString()] = option[(colon + 2)..].ToString();
        }
        return options;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var bar = rest.IndexOf('|');
        var field = bar < 0 ? rest : rest[..bar];
        rest = bar < 0 ? [] : rest[(bar + 1)..];
        return field.Trim();
    }

    private static double Number(ReadOnlySpan<char> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double? OptionalNumber(ReadOnlySpan<char> text) => text.IsEmpty ? null : Number(text);
}
