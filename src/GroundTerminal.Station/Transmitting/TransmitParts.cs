using GroundTerminal.Station.Radios;

namespace GroundTerminal.Station.Transmitting;

/// <summary>What a <see cref="TransmitChain"/> is joined of.</summary>
public sealed record TransmitParts
{
    /// <summary>The radio.</summary>
    public required ITransmitDevice Device { get; init; }

    /// <summary>What it is set to; its sample rate is at least four times every channel's baud rate.</summary>
    public required RadioSettings Settings { get; init; }

    /// <summary>Keys the transmitter. Owned by the chain from now on.</summary>
    public required TransmitKey Key { get; init; }

    /// <summary>The interlock.</summary>
    public required TransmitGuard Guard { get; init; }

    /// <summary>Doppler.</summary>
    public required IUplink Uplink { get; init; }

    /// <summary>Levels and times.</summary>
    public required TransmitLimits Limits { get; init; }

    /// <summary>The uplinks; names are unique.</summary>
    public required IReadOnlyList<TransmitChannel> Channels { get; init; }

    /// <summary>The machine's time; intervals are counted on its monotonic clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Takes what an operator must know.</summary>
    public required Action<string> Tell { get; init; }

    /// <summary>Waits; null means that the thread sleeps.</summary>
    public Action<TimeSpan>? Pause { get; init; }
}
