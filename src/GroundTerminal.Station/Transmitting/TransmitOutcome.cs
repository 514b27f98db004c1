namespace GroundTerminal.Station.Transmitting;

/// <summary>What became of a frame.</summary>
/// <param name="Number">Of the frame, from 1.</param>
/// <param name="Time">UTC when that was known.</param>
/// <param name="Channel">Uplink.</param>
/// <param name="Origin">Who wanted it.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Refused">Why it was not, or not wholly, sent; empty where it was.</param>
public sealed record TransmitOutcome(long Number, DateTimeOffset Time, string Channel, string Origin, int Length, string Refused);
