using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Opens files of soft symbols, or of hard ones, that another demodulator wrote.</summary>
public static class SymbolFile
{
    /// <summary>Names of the formats: signed or unsigned numbers, positive (above the middle) meaning 1; hard symbols packed eight a byte, the first highest; or one a byte, not 0 meaning 1.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["s8", "u8", "s16", "f32", "bits", "bytes"];

    /// <param name="path">A file, or <c>-</c>.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="symbolsPerSecond">How fast they were sent.</param>
    /// <param name="startTime">UTC of the first; null where it is not known.</param>
    /// <exception cref="InputException">It cannot be read, or the format is not known.</exception>
    public static ISampleReader Open(string path, string format, double symbolsPerSecond, DateTimeOffset? startTime = null)
    {
        if (!Formats.Contains(format))
            throw new InputException($"--symbols {format}: is not known; expected one of {string.Join(", ", Formats)}");
        var source = path == SampleFile.StandardInput ? new ByteSource(Console.OpenStandardInput(), "standard input") : SampleFile.OpenSource(path);
        if (source.Peek(1).IsEmpty)
        {
            source.Dispose();
            throw InputException.For(source.Name, "is empty", "symbols");
        }
        if (format is "bits" or "bytes")
            return new HardSymbolReader(source, packed: format == "bits", symbolsPerSecond, startTime);
        SampleFormat.TryParse(format, out var numbers);
        return new StreamSampleReader(source, new SampleLayout
        {
            Name = source.Name,
            Encoding = $"symbols {format}",
            Element = numbers.Type,
            Kind = SampleKind.Symbols,
            SampleRateHz = symbolsPerSecond,
            Stride = 1,
            Segments = [new SampleSegment(0, null, startTime)],
        });
    }
}
