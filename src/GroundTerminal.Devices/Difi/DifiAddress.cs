using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GroundTerminal.Devices.Difi;

/// <summary>Where DIFI packets come from or go to: <c>udp://HOST:PORT</c>, <c>tcp://HOST:PORT</c>, <c>tcp-listen://HOST:PORT</c>, with options behind <c>?</c>.</summary>
/// <param name="Scheme">udp, tcp or tcp-listen.</param>
/// <param name="Host">Name or address.</param>
/// <param name="Port">0 to 65535.</param>
public sealed record DifiAddress(string Scheme, string Host, int Port)
{
    /// <summary>What a message names as expected.</summary>
    public const string Expected = "udp://HOST:PORT (a group's address for multicast), tcp://HOST:PORT or tcp-listen://HOST:PORT, with ?stream=ID, ?bits=N, ?interface=IP where needed, joined by &";

    /// <summary>Stream id that is wanted; null means the first that comes.</summary>
    public uint? StreamId { get; init; }

    /// <summary>Bits of I and of Q where no context packet says so; null means to wait for one.</summary>
    public int? Bits { get; init; }

    /// <summary>This machine's address towards a multicast group; null means the system's choice.</summary>
    public IPAddress? Interface { get; init; }

    public override string ToString() => $"{Scheme}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";

    /// <summary>Reads one.</summary>
    /// <returns>Null where it makes no sense.</returns>
    public static DifiAddress? TryParse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("udp" or "tcp" or "tcp-listen") || uri.Port < 0 || uri.Host.Length == 0 || uri.AbsolutePath.Trim('/').Length > 0)
            return null;
        DifiAddress? address = new(uri.Scheme, uri.Host.Trim('[', ']'), uri.Port);
        foreach (string option in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            address = address?.With(option);
        return address;
    }

    /// <summary>The endpoint, its name resolved.</summary>
    /// <exception cref="SocketException">There is no such name.</exception>
    public IPEndPoint Resolve() => new(IPAddress.TryParse(Host, out IPAddress? address) ? address : Dns.GetHostAddresses(Host)[0], Port);

    /// <summary>An address of a multicast group.</summary>
    public static bool IsMulticast(IPAddress address) => address.IsIPv6Multicast || (address.AddressFamily == AddressFamily.InterNetwork && address.GetAddressBytes()[0] is >= 224 and < 240);

    private DifiAddress? With(string option)
    {
        string[] parts = option.Split('=', 2);
        string value = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "stream" when TryId(value, out uint id) => this with { StreamId = id },
            "bits" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int bits) && bits is >= 4 and <= 16 => this with { Bits = bits },
            "interface" when IPAddress.TryParse(value, out IPAddress? own) => this with { Interface = own },
            _ => null,
        };
    }

    private static bool TryId(string text, out uint id) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out id)
        : uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
