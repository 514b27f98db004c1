namespace GroundTerminal.Live;

public sealed record RadioStatus(string Description, double SampleRateHz, double CenterFrequencyHz);
