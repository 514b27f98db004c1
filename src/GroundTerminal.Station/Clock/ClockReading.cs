namespace GroundTerminal.Station.Clock;

/// <summary>What a probe says of the system clock.</summary>
/// <param name="Source">What keeps the clock, for users: <c>kernel</c>, <c>chrony, 192.0.2.1</c>.</param>
/// <param name="IsSynchronised">Whether something keeps it on UTC.</param>
/// <param name="MaximumErrorSeconds">Half width of the interval that UTC lies in; no figure where it is not synchronised.</param>
/// <param name="EstimatedErrorSeconds">The error that is likely.</param>
public sealed record ClockReading(string Source, bool IsSynchronised, double MaximumErrorSeconds, double EstimatedErrorSeconds);
