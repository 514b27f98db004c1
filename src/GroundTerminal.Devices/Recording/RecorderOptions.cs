namespace GroundTerminal.Devices.Recording;

/// <summary>What a <see cref="Recorder"/> records, and where.</summary>
public sealed record RecorderOptions
{
    /// <summary>Where recordings lie; made where it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Form of the samples.</summary>
    public required RecordingFormat Format { get; init; }

    /// <summary>Name of the station.</summary>
    public required string Station { get; init; }

    /// <summary>Who records; null where that is not said.</summary>
    public string? Author { get; init; }

    /// <summary>The radio, for people.</summary>
    public required string Hardware { get; init; }

    /// <summary>Sample rate, Hz.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    public required double CenterFrequencyHz { get; init; }

    /// <summary>Bytes that all recordings in the directory may take; the oldest are deleted.</summary>
    public double BudgetBytes { get; init; } = 20e9;

    /// <summary>Bytes that stay free on the disk.</summary>
    public double KeepFreeBytes { get; init; } = 1e9;

    /// <summary>A recording goes on in another file after so long, so that the oldest part can be deleted.</summary>
    public TimeSpan LongestFile { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Time between two writings of the metadata: what kill -9 loses of it at most.</summary>
    public TimeSpan MetadataInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait after the disk refused, before it is tried again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Samples a block of the ring.</summary>
    public required int BlockLength { get; init; }

    /// <summary>Blocks of the ring, a power of two: how long the disk may stand still.</summary>
    public required int RingBlocks { get; init; }

    /// <summary>Width of a transmitter's signal by its name, Hz.</summary>
    public IReadOnlyDictionary<string, double> WidthsHz { get; init; } = new Dictionary<string, double>();

    /// <summary>What is recorded at a time (the contacts; none is right too); null where nothing is.</summary>
    public required Func<DateTimeOffset, IReadOnlyList<RecordingSubject>?> Plan { get; init; }

    /// <summary>Opens a file that does not exist yet.</summary>
    internal Func<string, Stream> Create { get; init; } = path => new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);

    /// <summary>Bytes free on the disk of a directory.</summary>
    internal Func<string, long> FreeBytes { get; init; } = directory => new DriveInfo(directory).AvailableFreeSpace;
}
