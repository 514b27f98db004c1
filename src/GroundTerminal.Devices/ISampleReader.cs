using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Devices;

/// <summary>Samples of a recording, read from its beginning to its end in constant memory. Read by one thread; owned by whoever opened it.</summary>
public interface ISampleReader : IDisposable
{
    /// <summary>What it is, for people: name and format.</summary>
    string Description { get; }

    /// <summary>Real audio or complex baseband.</summary>
    SampleKind Kind { get; }

    /// <summary>Sample rate, Hz.</summary>
    double SampleRateHz { get; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz; null where it is not known.</summary>
    double? CenterFrequencyHz { get; }

    /// <summary>UTC of the first sample; null where it is not known.</summary>
    DateTimeOffset? StartTime { get; }

    /// <summary>Samples in the whole recording; null where it is not known (a pipe).</summary>
    long? TotalSamples { get; }

    /// <summary>Parts of the recording, in order; empty where it says nothing of them.</summary>
    IReadOnlyList<SampleSegment> Segments => [];

    /// <summary>What the user should know of this recording: cut short, changes of frequency. May grow while it is read.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>UTC of a sample, by its index from the first; null where it is not known.</summary>
    DateTimeOffset? TimeOf(long sample);

    /// <summary>Reads audio. Allocates nothing.</summary>
    /// <returns>Samples written: all of the span, or fewer at the end of the recording, then 0.</returns>
    /// <exception cref="InvalidOperationException">The recording is complex.</exception>
    int Read(Span<float> destination);

    /// <summary>Reads complex samples. Allocates nothing.</summary>
    /// <returns>Samples written: all of the span, or fewer at the end of the recording, then 0.</returns>
    /// <exception cref="InvalidOperationException">The recording is audio.</exception>
    int Read(Span<Complex32> destination);
}
