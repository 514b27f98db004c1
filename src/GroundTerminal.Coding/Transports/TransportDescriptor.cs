namespace GroundTerminal.Coding.Transports;

/// <summary>A transport as the catalog knows it.</summary>
/// <param name="Name">The name used in the satellite catalogue, for instance <c>KISS no control byte</c>.</param>
/// <param name="Standard">The document that defines it.</param>
/// <param name="Create">Makes one, for one transmitter.</param>
public sealed record TransportDescriptor(string Name, string Standard, Func<ITransport> Create);
