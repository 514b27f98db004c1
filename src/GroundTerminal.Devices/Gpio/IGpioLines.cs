namespace GroundTerminal.Devices.Gpio;

/// <summary>Lines that were taken together. Levels are logical: active is 1, whatever the voltage. Any threads, but one alone reads edges.</summary>
/// <remarks>Disposing gives them back; what the pins do then is up to the chip, so outputs are made inactive by whoever has them first.</remarks>
public interface IGpioLines : IDisposable
{
    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>The levels, bit 0 of the first line.</summary>
    /// <exception cref="GpioException">The chip does not answer.</exception>
    ulong Read();

    /// <summary>Sets outputs.</summary>
    /// <param name="levels">Bit 0 of the first line.</param>
    /// <param name="mask">Those that are meant.</param>
    /// <exception cref="GpioException">The chip does not answer.</exception>
    void Write(ulong levels, ulong mask);

    /// <summary>Waits for edges and takes those that are there, oldest first.</summary>
    /// <param name="edges">At least one long.</param>
    /// <param name="timeoutMilliseconds">Longest wait.</param>
    /// <returns>How many; 0 after the wait, or after <see cref="Wake"/>.</returns>
    /// <exception cref="GpioException">The chip is gone.</exception>
    int ReadEdges(Span<GpioEdge> edges, int timeoutMilliseconds);

    /// <summary>Ends a wait in <see cref="ReadEdges"/>, this one or the next.</summary>
    void Wake();
}
