namespace GroundTerminal.Live;

/// <summary>One channel.</summary>
public sealed record ChannelStatus
{
    public required string Name { get; init; }

    public required string Satellite { get; init; }

    public required string Modulation { get; init; }

    public required double BaudRate { get; init; }

    public required string Framing { get; init; }

    /// <summary>Carrier frequency without Doppler, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>Carrier found, Hz from <see cref="FrequencyHz"/>; null where none is.</summary>
    public required double? OffsetHz { get; init; }

    /// <summary>Es/N0, dB; null where there is no estimate.</summary>
    public required double? SnrDb { get; init; }

    /// <summary>Doppler shift that is taken off now, Hz; null where none is.</summary>
    public double? DopplerHz { get; init; }

    /// <summary>False while its satellite is not followed.</summary>
    public required bool Listening { get; init; }

    public required long Frames { get; init; }

    public required long Duplicates { get; init; }

    public required long CheckFailures { get; init; }

    public required long Candidates { get; init; }

    /// <summary>The modem library that demodulates it; null where none does.</summary>
    public ModemStatus? Modem { get; init; }

    /// <summary>Sample rate that it is demodulated at, Hz: the radio's, or less where it is cut out of the stream.</summary>
    public required double SampleRateHz { get; init; }

    /// <summary>Samples, at that rate, lost because the demodulation of this channel was too slow.</summary>
    public required long DroppedSamples { get; init; }

    /// <summary>Time of the last frame stored; null before the first.</summary>
    public required DateTimeOffset? LastFrame { get; init; }
}
