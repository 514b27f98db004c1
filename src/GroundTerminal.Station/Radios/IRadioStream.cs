using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Radios;

/// <summary>The samples of an open radio. Read by one thread, disposed by any thread once that has ended.</summary>
public interface IRadioStream : IDisposable
{
    /// <summary>What was opened, for people: kind, tuner, serial number, sample format.</summary>
    string Description { get; }

    /// <summary>Sample rate that the device really runs at by its own clock, Hz.</summary>
    double SampleRateHz { get; }

    /// <summary>Radio frequency at 0 Hz of the stream that the device really has, Hz.</summary>
    double CenterFrequencyHz { get; }

    /// <summary>What was asked for and is otherwise, for people; empty where all is as asked.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Its other side may have nothing to give for a while: that it gives no samples is no fault.</summary>
    bool MayRest => false;

    /// <summary>Waits for samples and copies them. After the first second it allocates nothing.</summary>
    /// <param name="destination">Where they go; at least 1 long.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>What came; a count of 0 where nothing did in that time.</returns>
    /// <exception cref="RadioException">The stream has ended: unplugged, closed by the other side, broken. It is not read again.</exception>
    RadioRead Read(Span<Complex32> destination, TimeSpan timeout);
}
