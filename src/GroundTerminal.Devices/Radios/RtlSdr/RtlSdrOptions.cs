using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.RtlSdr;

/// <summary>The settings that only these dongles have, out of <see cref="RadioSettings.Others"/>.</summary>
internal sealed record RtlSdrOptions
{
    private static readonly string[] Names = ["direct-sampling", "offset-tuning", "digital-agc", "counter"];

    /// <summary>The pin that is converted without a tuner: 'i' or 'q'; null with the tuner.</summary>
    public char? DirectSampling { get; private init; }

    /// <summary>Keeps the DC spike of a zero-IF tuner out of the band.</summary>
    public bool OffsetTuning { get; private init; }

    /// <summary>The automatic gain after the converter.</summary>
    public bool DigitalGainControl { get; private init; }

    /// <summary>A counter of bytes instead of samples, to see what USB loses.</summary>
    public bool Counter { get; private init; }

    /// <exception cref="RadioException">One is unknown, or its value is.</exception>
    public static RtlSdrOptions Read(RadioSettings settings)
    {
        foreach (string name in settings.Others.Keys)
        {
            if (!Names.Contains(name))
                throw RtlSdrErrors.Setting("settings", $"'{name}' is no setting of a dongle; there are {string.Join(", ", Names)}");
        }
        return new RtlSdrOptions
        {
            DirectSampling = Choice(settings, "direct-sampling", "off", "i", "q") is "i" or "q" ? settings.Others["direct-sampling"][0] : null,
            OffsetTuning = Choice(settings, "offset-tuning", "false", "true") == "true",
            DigitalGainControl = Choice(settings, "digital-agc", "false", "true") == "true",
            Counter = Choice(settings, "counter", "false", "true") == "true",
        };
    }

    private static string Choice(RadioSettings settings, string name, params string[] choices)
    {
        string value = settings.Others.GetValueOrDefault(name, choices[0]);
        return choices.Contains(value) ? value : throw RtlSdrErrors.Setting("settings", $"{name}={value}: one of {string.Join(", ", choices)} is expected");
    }
}
