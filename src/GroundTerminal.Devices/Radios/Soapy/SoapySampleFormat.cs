using GroundTerminal.Station.Radios;

namespace GroundTerminal.Devices.Radios.Soapy;

/// <summary>How the samples of a stream are carried.</summary>
/// <param name="Name">By the library's names.</param>
/// <param name="Format">By ours.</param>
/// <param name="Scale">What a converted number is to be multiplied by, so that the device's full scale is 1.</param>
internal sealed record SoapySampleFormat(string Name, SampleFormat Format, float Scale)
{
    private static readonly (string Name, ElementType Type, double FullScale)[] Known =
    [
        ("CF32", ElementType.Float32, 1), ("CS16", ElementType.Int16, 32768), ("CS8", ElementType.Int8, 128), ("CU8", ElementType.UInt8, 128),
    ];

    /// <summary>Bytes of a complex sample.</summary>
    public int SampleSize => 2 * Format.ElementSize;

    /// <summary>The device's own format where our kernels have it: then the driver need not convert. Else one that they have.</summary>
    /// <exception cref="RadioException">The device has none that we have.</exception>
    public static SoapySampleFormat Choose(SoapyChannel channel)
    {
        string native = channel.NativeFormat(out double fullScale);
        foreach (var known in Known.Where(k => k.Name == native))
            return new SoapySampleFormat(known.Name, new SampleFormat(known.Type, Complex: true), ScaleOf(known.FullScale, fullScale));
        string[] has = channel.Formats();
        foreach (var known in Known.Where(k => has.Contains(k.Name)))
            return new SoapySampleFormat(known.Name, new SampleFormat(known.Type, Complex: true), 1);
        throw new RadioException(RadioFailure.Protocol, $"SoapySDR {channel.Handle.Driver}: samples as {native}, {string.Join(", ", has)} are not understood; CF32, CS16, CS8 or CU8 are needed");
    }

    /// <summary>Full scales of 32767 and 127 mean the largest number, which is full scale to us too.</summary>
    private static float ScaleOf(double usual, double fullScale) =>
        fullScale > 0 && double.IsFinite(fullScale) && fullScale != usual && fullScale != usual - 1 ? (float)(usual / fullScale) : 1;
}
