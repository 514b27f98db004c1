namespace GroundTerminal.Tests.Support;

/// <summary>Tests that count what the process has open, or load a library for all of it: no other test runs beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
