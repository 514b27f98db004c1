namespace GroundTerminal.Tests.Devices.Soapy;

/// <summary>Tests over libSoapySDR: its modules have one state a process, and what they leave open is counted.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoapyCollection
{
    public const string Name = "SoapySDR";
}
