namespace GroundTerminal.Configuration;

/// <summary>One key of the configuration file: the reader checks by it, help and documentation are made from it.</summary>
/// <param name="Key">As written in the file.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="Help">What it sets, with its unit.</param>
public sealed record Setting(string Key, SettingKind Kind, string Help)
{
    /// <summary>The value where the key is absent; null means that there is none.</summary>
    public string? Default { get; init; }

    /// <summary>The key must be there.</summary>
    public bool Required { get; init; }

    /// <summary>Smallest number.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest number.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>The words of a choice; beside a number or an address, words that may stand instead.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The keys of a section, or of each entry of a list.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];

    /// <summary>A section that has other keys for each value of its key <c>kind</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Setting>>? Variants { get; init; }

    /// <summary>What may stand there, for messages and help.</summary>
    public string Expected
    {
        get
        {
            var words = Words.Count == 0 ? "" : string.Join(", ", Words);
            var also = words.Length == 0 ? "" : " or " + words;
            return Kind switch
            {
                SettingKind.Text => "a text",
                SettingKind.Number => FormattableString.Invariant($"a number from {Min:G6} to {Max:G6}{also}"),
                SettingKind.Whole => FormattableString.Invariant($"a whole number from {Min:G17} to {Max:G17}"),
                SettingKind.Flag => "true or false",
                SettingKind.Choice => "one of " + words,
                SettingKind.CallSign => "a call sign of up to six letters and digits, with or without -0 to -15",
                SettingKind.Endpoint => "an address and port as 127.0.0.1:8100" + also,
                SettingKind.Section => "keys and values",
                _ => "a list: entries that begin with '- '",
            };
        }
    }
}
