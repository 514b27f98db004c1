using System.Globalization;

namespace GroundTerminal.Devices.Gpio;

/// <summary>A line as a person writes it: <c>gpiochip0:17</c> or the line's name, then words: <c>GPIO17, active-low, pull-up, debounce 5 ms</c>.</summary>
/// <param name="Chip">Short name of the chip; empty where the line is named.</param>
/// <param name="Offset">On the chip; −1 where the line is named.</param>
/// <param name="Name">Name of the line; empty where chip and offset are given.</param>
public sealed record GpioLineSpec(string Chip, int Offset, string Name)
{
    private const string Expected = "expected a line such as 'gpiochip0:17' or 'GPIO17', then where needed 'active-low', 'pull-up', 'pull-down', 'no-pull', "
        + "'debounce 5 ms', with commas between";

    /// <summary>Ground is active.</summary>
    public bool ActiveLow { get; init; }

    /// <summary>What pulls it.</summary>
    public GpioBias Bias { get; init; }

    /// <summary>0 to 1 s.</summary>
    public TimeSpan Debounce { get; init; }

    /// <exception cref="FormatException">It is not that; the message says what was expected.</exception>
    public static GpioLineSpec Parse(string text) => TryParse(text, out var problem) ?? throw new FormatException(problem);

    /// <returns>Null where it is not that.</returns>
    /// <param name="problem">What is wrong; empty where nothing.</param>
    public static GpioLineSpec? TryParse(string text, out string problem)
    {
        var words = text.Split(',', StringSplitOptions.TrimEntries);
        problem = "";
        var spec = Place(words[0]);
        for (int i = 1; i < words.Length && spec is not null; i++)
            spec = With(spec, words[i]);
        if (spec is null)
            problem = $"'{text}': {Expected}";
        return spec;
    }

    /// <inheritdoc/>
    public override string ToString() => Name.Length > 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Chip}:{Offset}");

    private static GpioLineSpec? Place(string word)
    {
        int colon = word.LastIndexOf(':');
        if (colon < 0)
            return word.Length is > 0 and < 32 ? new GpioLineSpec("", -1, word) : null;
        bool isNumber = int.TryParse(word.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int offset);
        return isNumber && colon > 0 ? new GpioLineSpec(word[..colon].Replace("/dev/", ""), offset, "") : null;
    }

    private static GpioLineSpec? With(GpioLineSpec spec, string word) => word switch
    {
        "active-low" => spec with { ActiveLow = true },
        "active-high" => spec with { ActiveLow = false },
        "pull-up" => spec with { Bias = GpioBias.PullUp },
        "pull-down" => spec with { Bias = GpioBias.PullDown },
        "no-pull" => spec with { Bias = GpioBias.Disabled },
        _ => Time(word) is { } time ? spec with { Debounce = time } : null,
    };

    private static TimeSpan? Time(string word)
    {
        var parts = word.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["debounce", var number, "ms" or "us"]
            || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
            return null;
        double microseconds = parts[2] == "ms" ? value * 1000 : value;
        return microseconds is >= 0 and <= 1e6 ? TimeSpan.FromMicroseconds(microseconds) : null;
    }
}
