namespace GroundTerminal.Devices.Gpio;

/// <summary>How one line is taken.</summary>
/// <param name="Offset">On its chip.</param>
/// <param name="IsOutput">An output, inactive at first; else an input.</param>
/// <param name="ActiveLow">Ground is active.</param>
/// <param name="Bias">Of an input.</param>
/// <param name="ReportsEdges">Both edges of an input are reported.</param>
/// <param name="Debounce">Of an input: changes that last less are not seen, and others are seen so much later.</param>
public sealed record GpioLineSettings(
    int Offset, bool IsOutput, bool ActiveLow = false, GpioBias Bias = GpioBias.AsIs, bool ReportsEdges = false, TimeSpan Debounce = default);
