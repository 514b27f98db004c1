namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>Makes counts of edges. One thread at a time.</summary>
internal interface IEdgeDecoder
{
    /// <summary>Edges that could not be and were not counted.</summary>
    long Glitches { get; }

    /// <returns>Counts to add: −1, 0 or 1.</returns>
    /// <param name="channel">0, or 1 for B.</param>
    int Edge(int channel, bool toActive, long timestampNanoseconds);

    /// <summary>Time goes on without an edge.</summary>
    /// <returns>Counts to add.</returns>
    int Settle(long nowNanoseconds);

    /// <summary>Takes the levels as they are, where edges were lost.</summary>
    void Restart(bool a, bool b);
}
