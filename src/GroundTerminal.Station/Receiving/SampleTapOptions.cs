using System.Numerics;

namespace GroundTerminal.Station.Receiving;

/// <summary>What a <see cref="SampleTapReceiver"/> gives.</summary>
public sealed record SampleTapOptions
{
    /// <summary>Name of the channel, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>Sample rate of the radio, Hz.</summary>
    public required double RadioRateHz { get; init; }

    /// <summary>Where the channel lies, Hz from 0 Hz of the radio.</summary>
    public double OffsetHz { get; init; }

    /// <summary>Sample rate that the sink wants, Hz.</summary>
    public required double ChannelRateHz { get; init; }

    /// <summary>Samples of the loop's longest block.</summary>
    public required int LongestBlock { get; init; }

    /// <summary>Waits for a slow sink instead of dropping: where nothing is lost at the radio meanwhile.</summary>
    public bool HoldBack { get; init; }

    /// <summary>Seconds of samples that may wait for the sink.</summary>
    public double RingSeconds { get; init; } = 2;

    /// <summary>Blocks in the ring: a power of two.</summary>
    internal int RingBlocks => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(RingSeconds * RadioRateHz / LongestBlock, 8, 4096));
}
