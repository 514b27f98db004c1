using GroundTerminal.Station.Radios;

namespace GroundTerminal.Live;

public sealed record RadioStatus(string Description, double SampleRateHz, double CenterFrequencyHz)
{
    /// <summary>How a device fares; null where the radio is none.</summary>
    public RadioHealth? Health { get; init; }
}
