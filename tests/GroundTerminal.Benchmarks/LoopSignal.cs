namespace GroundTerminal.Benchmarks;

/// <summary>One transmitter of a <see cref="LoopSky"/>.</summary>
/// <param name="Name">Name of the transmitter and of its channel.</param>
/// <param name="OffsetPart">Where it lies, in sample rates from 0 Hz.</param>
/// <param name="Modulation">Modulation.</param>
/// <param name="BaudRate">Symbol rate.</param>
/// <param name="Framing">Framing.</param>
internal sealed record LoopSignal(string Name, double OffsetPart, string Modulation, double BaudRate, string Framing)
{
    public double? DeviationHz { get; init; }

    public double CarrierToNoiseDbHz { get; init; } = 72;

    public double FrameIntervalSeconds { get; init; } = 0.5;
}
