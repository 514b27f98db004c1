using System.Globalization;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Angles as rotators can have them, and as text.</summary>
/// <remarks>
/// Azimuth −180…540°: north- or south-centred with half a turn of overlap; elevation −90…190°: flip mode with some overshoot. Outside it no rotator is.
/// </remarks>
internal static class RotatorAngles
{
    private const double MinimumAzimuth = -180, MaximumAzimuth = 540, MinimumElevation = -90, MaximumElevation = 190;

    /// <returns>Degrees from text, and why it is none that a rotator can have; the reason is empty where it is.</returns>
    public static (double Degrees, string Reason) Read(ReadOnlySpan<char> text, RotatorAxes axis) =>
        !TryRead(text, out var value) ? (0, "expected degrees as a decimal number")
        : (value, axis == RotatorAxes.Azimuth ? Check(value, null) : Check(null, value));

    /// <returns>Why these angles cannot be; empty where they can.</returns>
    public static string Check(double? azimuthDegrees, double? elevationDegrees) =>
        Check(azimuthDegrees, MinimumAzimuth, MaximumAzimuth, elevationDegrees, MinimumElevation, MaximumElevation);

    /// <inheritdoc cref="Check(double?, double?)"/>
    public static string Check(double? azimuth, double minimumAzimuth, double maximumAzimuth, double? elevation, double minimumElevation, double maximumElevation)
    {
        if (azimuth is { } a && !(a >= minimumAzimuth && a <= maximumAzimuth))
            return string.Create(CultureInfo.InvariantCulture, $"azimuth {a}; expected {minimumAzimuth} to {maximumAzimuth} degrees");
        if (elevation is { } e && !(e >= minimumElevation && e <= maximumElevation))
            return string.Create(CultureInfo.InvariantCulture, $"elevation {e}; expected {minimumElevation} to {maximumElevation} degrees");
        return "";
    }

    /// <summary>Rounded half away from zero; a negative zero becomes zero.</summary>
    public static string Text(double degrees, int decimals) =>
        (Math.Round(degrees, decimals, MidpointRounding.AwayFromZero) + 0.0).ToString("F" + (char)('0' + decimals), CultureInfo.InvariantCulture);

    /// <summary>The nearest angle that a device with this range can say; the lower end for what is not a number.</summary>
    public static double Hold(double? degrees, double minimum, double maximum) =>
        degrees is { } d && !double.IsNaN(d) ? Math.Clamp(d, minimum, maximum) : minimum;

    /// <summary>A plain decimal number: sign, digits, a point. No exponent, no separators, no infinity.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value) && text.IndexOfAnyExcept("+-.0123456789") < 0;
}
