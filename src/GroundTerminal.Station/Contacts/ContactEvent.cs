namespace GroundTerminal.Station.Contacts;

/// <summary>A step in a contact's life.</summary>
/// <param name="Time">UTC.</param>
/// <param name="State">What it became.</param>
/// <param name="Reason">Why; empty where it is the usual way.</param>
public sealed record ContactEvent(DateTimeOffset Time, ContactState State, string Reason = "");
