namespace GroundTerminal.Tests.Devices.Radios.RtlTcp;

/// <summary>Open files and threads are counted: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(RtlTcpContractTests), DisableParallelization = true)]
public sealed class RtlTcpAlone;
