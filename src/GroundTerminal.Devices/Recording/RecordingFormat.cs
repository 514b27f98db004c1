namespace GroundTerminal.Devices.Recording;

/// <summary>A form in which samples are recorded. SigMF metadata lies beside each of them.</summary>
/// <param name="Name">As configured: <c>recorder.format</c>.</param>
/// <param name="Help">What it is, for people.</param>
/// <param name="Samples">How a sample is stored.</param>
/// <param name="Extension">Of the file of samples.</param>
/// <param name="HasWavHeader">The samples stand behind a WAV header.</param>
public sealed record RecordingFormat(string Name, string Help, SampleFormat Samples, string Extension, bool HasWavHeader = false)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RecordingFormat> All { get; } =
    [
        new("ci16", "SigMF, 16 bits", new SampleFormat(ElementType.Int16, true), ".sigmf-data"),
        new("ci8", "SigMF, 8 bits", new SampleFormat(ElementType.Int8, true), ".sigmf-data"),
        new("cf32", "SigMF, floats", new SampleFormat(ElementType.Float32, true), ".sigmf-data"),
        new("wav", "WAV, I left and Q right, 16 bits", new SampleFormat(ElementType.Int16, true), ".wav", HasWavHeader: true),
        new("raw", "16 bits without a header", new SampleFormat(ElementType.Int16, true), ".cs16"),
    ];

    /// <summary>By name.</summary>
    /// <returns>Null where there is none.</returns>
    public static RecordingFormat? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>Bytes of a complex sample.</summary>
    internal int SampleBytes => 2 * Samples.ElementSize;

    /// <summary>Bytes before the first sample.</summary>
    internal int HeaderBytes => HasWavHeader ? WavFileHeader.Bytes : 0;
}
