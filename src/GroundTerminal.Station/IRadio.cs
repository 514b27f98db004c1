using GroundTerminal.Dsp;
using GroundTerminal.Modems;

namespace GroundTerminal.Station;

/// <summary>A source of complex samples in real time. Read by one thread only; owned, and disposed, by whoever made it.</summary>
public interface IRadio : IDisposable
{
    /// <summary>What it is, for people: kind, and file or serial number.</summary>
    string Description { get; }

    /// <summary>Sample rate, Hz; constant.</summary>
    double SampleRateHz { get; }

    /// <summary>What the samples are. A recording of audio gives it as the real parts, the imaginary parts are 0; its channels have no frequencies.</summary>
    SampleKind SampleKind => SampleKind.Iq;

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    double CenterFrequencyHz { get; }

    /// <summary>True where nothing is lost when nobody reads for a while (a file played as fast as it goes): the reader then waits for room instead of dropping.</summary>
    bool CanBeHeldBack => false;

    /// <summary>Waits for samples and copies them. After the first second it allocates nothing.</summary>
    /// <param name="destination">Where they go; at least 1 long.</param>
    /// <param name="info">Accounts for the samples returned.</param>
    /// <param name="cancellation">Ends the wait: the call then returns 0.</param>
    /// <returns>Samples written, at least 1, or 0 at the end of the stream.</returns>
    int Read(Span<Complex32> destination, out SampleBlockInfo info, CancellationToken cancellation);
}
