using System.Globalization;
using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Configuration;

/// <summary>Reads what configures virtual RF.</summary>
internal static class DifiReader
{
    /// <summary>That of a channel; null where it has none.</summary>
    public static VirtualRfConfiguration? VirtualRf(BoundSection channel)
    {
        BoundSection section = channel.Section("virtual-rf");
        return section.TryText("to") is not { } to ? null : new VirtualRfConfiguration(
            DifiAddress.TryParse(to)!,
            section.TryNumber("sample-rate"),
            int.Parse(section.Text("bits"), CultureInfo.InvariantCulture),
            (uint)section.Number("stream-id"),
            section.Flag("demodulate"),
            section.Text("doppler") == "raw",
            (int)section.Number("mtu"),
            section.Text("time-stamps") == "posix");
    }

    /// <summary>What of it makes no sense.</summary>
    public static void Check(BoundSection channel, SectionBinder binder)
    {
        BoundSection section = channel.Section("virtual-rf");
        if (section.TryText("to") is { } to && (DifiAddress.TryParse(to) is not { StreamId: null, Bits: null, Port: > 0 } address || address.Scheme == "tcp-listen"))
            binder.Problem(section.LineOf("to"), section.Path + ".to", $"'{to}' does not fit; give udp://HOST:PORT or tcp://HOST:PORT");
        if (section.TryNumber("sample-rate") is { } rate && rate != Math.Floor(rate))
            binder.Problem(section.LineOf("sample-rate"), section.Path + ".sample-rate", "DIFI has sample rates of whole Hz only; give a whole number");
    }
}
