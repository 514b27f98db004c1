using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Devices.PluginModems;

/// <summary>A modem library behind a tap, in this process or in one of its own.</summary>
public interface IPluginSink : ISampleSink, IDisposable
{
    /// <summary>What it does now, for people: runs, blocks, ended and why.</summary>
    string State { get; }

    /// <summary>How often its process was started again.</summary>
    long Restarts { get; }

    /// <summary>Samples that it did not get because it was not there.</summary>
    long LostSamples { get; }

    /// <summary>It is within a call that has lasted for longer than a second.</summary>
    bool IsBlocked { get; }

    /// <summary>Ends what blocks, where that is possible. Any thread.</summary>
    void Abort();
}
