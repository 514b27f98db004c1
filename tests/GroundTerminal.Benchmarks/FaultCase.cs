using GroundTerminal.Station.Radios;

namespace GroundTerminal.Benchmarks;

/// <summary>One fault of one radio.</summary>
/// <param name="Radio">Which radio.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Device">The radio.</param>
/// <param name="Inject">Breaks it; null where it breaks by itself, again and again.</param>
/// <param name="Mend">Undoes that, some milliseconds later; null where the fault ends by being recovered from.</param>
/// <param name="Closes">The stream ends by it and is opened again; otherwise it goes on behind a gap.</param>
internal sealed record FaultCase(string Radio, string Fault, IRadioDevice Device, Action? Inject, Action? Mend, bool Closes)
{
    /// <summary>What it is asked for.</summary>
    public RadioSettings Settings { get; init; } = FaultRigs.Settings;

    /// <summary>A file in which the other side writes what it lost, as <c>… amount=N</c>; null where it does not.</summary>
    public string? LossLog { get; init; }
}
