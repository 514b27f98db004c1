using System.Globalization;
using System.Runtime.InteropServices;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>SoapySDRRange: what a number may be.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SoapyRange(double Minimum, double Maximum, double Step)
{
    /// <summary>A part in a million beyond the ends is still within: drivers round.</summary>
    public bool Contains(double value) => value >= Minimum - Slack && value <= Maximum + Slack;

    /// <summary>The same in words, as 0.25 to 3.2 MHz or 20 kHz.</summary>
    public string InHertz() => Minimum == Maximum ? Hertz(Minimum) : $"{Hertz(Minimum)} to {Hertz(Maximum)}";

    /// <summary>Several of them in words.</summary>
    public static string InHertz(IEnumerable<SoapyRange> ranges) => string.Join(", ", ranges.Select(r => r.InHertz()));

    /// <summary>The value, or the nearest end where it is beyond.</summary>
    public double Nearest(double value) => Math.Clamp(value, Minimum, Maximum);

    private double Slack => 1e-6 * Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    private static string Hertz(double hz)
    {
        var (scale, unit) = Math.Abs(hz) switch { >= 1e6 => (1e6, "MHz"), >= 1e3 => (1e3, "kHz"), _ => (1.0, "Hz") };
        return string.Create(CultureInfo.InvariantCulture, $"{hz / scale:0.######} {unit}");
    }
}
