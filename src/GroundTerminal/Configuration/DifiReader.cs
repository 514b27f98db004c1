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
        return section.TryText("to") is null ? null : Stream(section) with { SampleRateHz = section.TryNumber("sample-rate"), Demodulate = section.Flag("demodulate"), KeepsDoppler = section.Text("doppler") == "raw" };
    }

    /// <summary>Those of the radio's whole band.</summary>
    public static IReadOnlyList<VirtualRfConfiguration> Bands(BoundSection root) => [.. root.List("difi").Select(Stream)];

    /// <summary>What of all that makes no sense.</summary>
    public static void Check(BoundSection root, SectionBinder binder)
    {
        BoundSection[] channels = [.. root.List("channels").Select(c => c.Section("virtual-rf"))];
        foreach (BoundSection section in channels.Concat(root.List("difi")))
        {
            if (section.TryText("to") is { } to && (DifiAddress.TryParse(to) is not { StreamId: null, Bits: null, Port: > 0 } address || address.Scheme == "tcp-listen"))
                binder.Problem(section.LineOf("to"), section.Path + ".to", $"'{to}' does not fit; give udp://HOST:PORT or tcp://HOST:PORT");
            if (section.TryNumber("sample-rate") is { } rate && rate != Math.Floor(rate))
                binder.Problem(section.LineOf("sample-rate"), section.Path + ".sample-rate", "DIFI has sample rates of whole Hz only; give a whole number");
        }
    }

    private static VirtualRfConfiguration Stream(BoundSection section) => new(
        DifiAddress.TryParse(section.Text("to"))!,
        SampleRateHz: null,
        int.Parse(section.Text("bits"), CultureInfo.InvariantCulture),
        (uint)section.Number("stream-id"),
        Demodulate: false,
        KeepsDoppler: true,
        (int)section.Number("mtu"),
        section.Text("time-stamps") == "posix");
}
