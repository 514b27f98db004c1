namespace GroundTerminal.Devices.Radios;

/// <summary>Serves samples to other programs as a radio device would. Disposing ends its clients and its threads.</summary>
public interface IRadioServer : IDisposable
{
    /// <summary>Where it is reached: HOST:PORT, or a path.</summary>
    string Address { get; }

    /// <summary>Samples handed to clients so far.</summary>
    long SamplesSent { get; }

    /// <summary>Samples that clients did not get because they were slow.</summary>
    long SamplesLost { get; }
}
