using GroundTerminal.Dsp;

namespace GroundTerminal.Station.Radios;

/// <summary>Where samples to be radiated are written. One thread.</summary>
public interface ITransmitStream : IDisposable
{
    /// <summary>What was opened, for people.</summary>
    string Description { get; }

    /// <summary>Sample rate that the device really runs at, Hz.</summary>
    double SampleRateHz { get; }

    /// <summary>Radio frequency at 0 Hz of the stream, Hz.</summary>
    double CenterFrequencyHz { get; }

    /// <summary>Waits until the device takes samples.</summary>
    /// <param name="samples">Full scale is 1.</param>
    /// <param name="endOfBurst">Nothing follows: after these the device stops radiating.</param>
    /// <param name="timeout">How long to wait at most.</param>
    /// <returns>Samples taken; fewer than given where the time was over. endOfBurst holds only where all were taken.</returns>
    /// <exception cref="RadioException">The device is gone, or ran out of samples in the midst of a burst.</exception>
    int Write(ReadOnlySpan<Complex32> samples, bool endOfBurst, TimeSpan timeout);
}
