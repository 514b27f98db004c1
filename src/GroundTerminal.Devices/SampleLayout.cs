using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>All that a reader needs to know of the bytes of a recording.</summary>
internal sealed record SampleLayout
{
    /// <summary>The file's name, or what stands for it.</summary>
    public required string Name { get; init; }

    /// <summary>How the samples are stored, for people.</summary>
    public required string Encoding { get; init; }

    public required ElementType Element { get; init; }

    public bool BigEndian { get; init; }

    public required SampleKind Kind { get; init; }

    public required double SampleRateHz { get; init; }

    /// <summary>Numbers stored for each instant: 1, 2 for I/Q, or the channels of a WAV file.</summary>
    public required int Stride { get; init; }

    /// <summary>The number used of each group, where it is audio.</summary>
    public int Channel { get; init; }

    /// <summary>Bytes of samples; null means up to the end.</summary>
    public long? DataBytes { get; init; }

    public IReadOnlyList<SampleSegment> Segments { get; init; } = [];

    public List<string> Remarks { get; init; } = [];

    public string Description => Kind == SampleKind.Symbols ? $"{Name} ({Encoding})" : $"{Name} ({Encoding}, {SampleRateHz:0.###} Hz)";

    public SampleFormat Format => new(Element, Kind == SampleKind.Iq, BigEndian);
}
