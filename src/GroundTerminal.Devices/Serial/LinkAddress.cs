using System.Globalization;

namespace GroundTerminal.Devices.Serial;

/// <summary>Reads where a device is: a path, or HOST:PORT.</summary>
public static class LinkAddress
{
    /// <param name="text">A path that begins with '/', or HOST:PORT; a host of colons stands in brackets. "tcp:" may stand before.</param>
    /// <param name="serial">How the line is set, where it is a path.</param>
    /// <returns>Null where it is neither.</returns>
    public static IByteLinkSource? Read(string text, SerialOptions serial)
    {
        if (text.StartsWith('/'))
            return new SerialLinkSource(text, serial);
        return Split(text) is { } address ? new TcpLinkSource(address.Host, address.Port) : null;
    }

    /// <returns>Host and port; null where it is not that.</returns>
    public static (string Host, int Port)? Split(string text)
    {
        if (text.StartsWith("tcp:", StringComparison.Ordinal))
            text = text[4..];
        var at = text.LastIndexOf(':');
        if (at <= 0 || !int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > 65535)
            return null;
        var host = text[..at] is ['[', .. var inner, ']'] ? inner : text[..at];
        return host.Length > 0 ? (host, port) : null;
    }
}
