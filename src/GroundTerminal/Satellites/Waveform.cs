using GroundTerminal.Coding.Framing;
using GroundTerminal.Coding.Protocols;

namespace GroundTerminal.Satellites;

/// <summary>A transmission as a whole, from the carrier to what frames hold.</summary>
/// <param name="Name">As commands take it, for instance <c>lrpt-72k</c>.</param>
/// <param name="Description">Who sends it, and where the numbers are from.</param>
/// <param name="Modulation">A name of the catalogue of modulations.</param>
/// <param name="SymbolRate">Channel symbols a second.</param>
/// <param name="Framing">The framing with its options.</param>
public sealed record Waveform(string Name, string Description, string Modulation, double SymbolRate, FramingChoice Framing)
{
    /// <summary>Roll-off of the root raised cosine filters; null where there are none.</summary>
    public double? RollOff { get; init; }

    /// <summary>Peak phase deviation of a residual carrier's modulation, radians; null for a suppressed carrier.</summary>
    public double? ModulationIndexRadians { get; init; }

    /// <summary>What the transfer frames look like; null where frames are none.</summary>
    public TransferFrameFormat? Frames { get; init; }

    /// <summary>The transport that takes packets out of them, a name of the catalogue of transports; null where there is none.</summary>
    public string? Transport { get; init; }
}
