using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Hard symbols in, complex baseband out. Phase and filter state go on from call to call.</summary>
public interface IModulator
{
    /// <summary>From the first sample written after a Reset to the middle of the first symbol's pulse, in symbols: 0.5 where pulses do not overlap.</summary>
    /// <remarks>The last symbol is wholly sent when 2·<see cref="DelaySymbols"/> − 1 further symbols were.</remarks>
    double DelaySymbols { get; }

    /// <summary>Most samples that so many symbols can become.</summary>
    int MaxOutput(int symbols);

    /// <summary>Modulates.</summary>
    /// <param name="symbols">One a byte, 0 or 1.</param>
    /// <param name="output">At least <see cref="MaxOutput"/> long; mean power of the signal is 1.</param>
    /// <returns>Samples written. The symbol clock is exact in the long run whatever the ratio of sample rate and baud rate.</returns>
    int Process(ReadOnlySpan<byte> symbols, Span<Complex32> output);

    /// <summary>Back to the state after construction.</summary>
    void Reset();
}
