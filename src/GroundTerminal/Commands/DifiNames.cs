using System.Globalization;
using GroundTerminal.Devices.Difi;

namespace GroundTerminal.Commands;

/// <summary>What the output of <c>difi inspect</c> calls things.</summary>
internal static class DifiNames
{
    /// <summary>What the codes of time stamps mean.</summary>
    public static readonly string[] SecondsTypes = ["none", "UTC", "GPS", "POSIX"], FractionTypes = ["none", "sample count", "picoseconds", "free running"];

    /// <summary>Indicators and their enable bits.</summary>
    public static readonly (string Name, int Bit)[] Indicators =
        [("calibratedTime", 31), ("validData", 30), ("referenceLock", 29), ("agc", 28), ("detectedSignal", 27), ("spectralInversion", 26), ("overRange", 25), ("sampleLoss", 24)];

    /// <summary>Kinds of frames.</summary>
    public static readonly (string Name, DatagramKind Kind)[] Kinds =
    [
        ("datagrams", DatagramKind.Udp), ("fragments", DatagramKind.Fragment), ("tcpSegments", DatagramKind.Tcp),
        ("otherFrames", DatagramKind.Other), ("brokenFrames", DatagramKind.Broken), ("unknownLinkFrames", DatagramKind.UnknownLink),
    ];

    /// <summary>A time to the picosecond.</summary>
    public static string Time(VitaTime time) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeSeconds(time.Seconds):yyyy-MM-ddTHH:mm:ss}.{time.Fraction:000000000000}Z");
}
