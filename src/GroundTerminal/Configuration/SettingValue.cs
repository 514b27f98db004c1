using System.Globalization;
using System.Net;

namespace GroundTerminal.Configuration;

/// <summary>A checked value of a setting.</summary>
/// <param name="Text">As it is written; a choice in its table's spelling.</param>
/// <param name="Number">Where the setting is a number and no word stands there; else NaN.</param>
/// <param name="Endpoint">Where the setting is an address and no word stands there.</param>
internal sealed record SettingValue(string Text, double Number = double.NaN, IPEndPoint? Endpoint = null)
{
    /// <summary>Reads a single value as its setting demands; null where it does not fit.</summary>
    public static SettingValue? Parse(Setting setting, string text, bool quoted)
    {
        if (setting.Words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } word)
            return new SettingValue(word);
        return setting.Kind switch
        {
            SettingKind.Text => IsPrintable(text) ? new SettingValue(text) : null,
            SettingKind.Number or SettingKind.Whole => quoted ? null : ParseNumber(setting, text),
            SettingKind.Flag => !quoted && text is "true" or "false" or "True" or "False" ? new SettingValue(text.ToLowerInvariant()) : null,
            SettingKind.CallSign => IsCallSign(text) ? new SettingValue(text.ToUpperInvariant()) : null,
            SettingKind.Endpoint => ParseEndpoint(text),
            _ => null,
        };
    }

    private static SettingValue? ParseNumber(Setting setting, string text)
    {
        var plain = text.Replace("_", "", StringComparison.Ordinal);
        var parsed = double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        var fits = parsed && number >= setting.Min && number <= setting.Max && (setting.Kind != SettingKind.Whole || number == Math.Floor(number));
        return fits ? new SettingValue(text, number) : null;
    }

    private static SettingValue? ParseEndpoint(string text)
    {
        var address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
        // Without a port, IPEndPoint would take port 0; and an IPv6 address has colons of its own.
        var colon = address.LastIndexOf(':');
        var hasPort = colon > 0 && colon < address.Length - 1 && (address[colon - 1] == ']' || !address.AsSpan(0, colon).Contains(':'));
        return hasPort && IPEndPoint.TryParse(address, out var endpoint) ? new SettingValue(text, Endpoint: endpoint) : null;
    }

    private static bool IsPrintable(string text) => !text.AsSpan().ContainsAnyInRange('\0', '\u001F');

    private static bool IsCallSign(string text)
    {
        var dash = text.IndexOf('-');
        var call = dash < 0 ? text : text[..dash];
        if (call.Length is < 1 or > 6 || call.AsSpan().ContainsAnyExcept(CallLetters))
            return false;
        return dash < 0 || (text.Length - dash is 2 or 3 && int.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ssid) && ssid <= 15);
    }

    private static readonly System.Buffers.SearchValues<char> CallLetters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
}
