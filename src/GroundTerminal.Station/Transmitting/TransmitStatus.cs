namespace GroundTerminal.Station.Transmitting;

/// <summary>How the transmitter does, at one moment.</summary>
public sealed record TransmitStatus
{
    /// <summary>The configuration lets it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>UTC until which it is armed; null where it is not.</summary>
    public required DateTimeOffset? ArmedUntil { get; init; }

    /// <summary>Why nothing is sent whatever the channel; null where that depends on the channel.</summary>
    public required string? Inhibited { get; init; }

    /// <summary>The uplinks.</summary>
    public required IReadOnlyList<TransmitChannelStatus> Channels { get; init; }

    /// <summary>What transmits; empty while it is not open.</summary>
    public required string Radio { get; init; }

    /// <summary>Whether it is keyed.</summary>
    public required bool Keyed { get; init; }

    /// <summary>Frames that wait.</summary>
    public required int FramesQueued { get; init; }

    /// <summary>Frames wholly sent.</summary>
    public required long FramesSent { get; init; }

    /// <summary>Frames that were not, or not wholly.</summary>
    public required long FramesRefused { get; init; }

    /// <summary>The same by reason.</summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>Samples handed to the radio, s.</summary>
    public required double SecondsOnAir { get; init; }

    /// <summary>Time keyed, s.</summary>
    public required double SecondsKeyed { get; init; }

    /// <summary>Share of the last window in which it was keyed.</summary>
    public required double Share { get; init; }

    /// <summary>Samples cut down to the greatest level.</summary>
    public required long LimitedSamples { get; init; }

    /// <summary>The last frames, oldest first.</summary>
    public required IReadOnlyList<TransmitOutcome> Last { get; init; }

    /// <summary>Where KISS clients send frames to; null where nowhere.</summary>
    public string? Listen { get; init; }

    /// <summary>KISS frames that named no uplink: their port has none.</summary>
    public long FramesOfUnknownPorts { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="chain">What transmits.</param>
    /// <param name="clock">The machine's time.</param>
    public static TransmitStatus Of(TransmitChain chain, TimeProvider clock)
    {
        IReadOnlyDictionary<TransmitRefusalKind, long> refused = chain.Account.Refused;
        return new TransmitStatus
        {
            Enabled = chain.Guard.Enabled,
            ArmedUntil = chain.Guard.ArmedFor is { } left ? clock.GetUtcNow() + left : null,
            Inhibited = chain.Guard.Inhibition?.Text,
            Channels = [.. chain.Channels.Select(c => new TransmitChannelStatus(c.Name, c.Satellite, c.FrequencyHz, c.Signal.Modulation, c.Signal.BaudRate, c.Signal.Framing, chain.Guard.Refusal(c)?.Text))],
            Radio = chain.Radio,
            Keyed = chain.IsKeyed,
            FramesQueued = chain.Queued,
            FramesSent = chain.Account.Sent,
            FramesRefused = refused.Values.Sum(),
            Refused = refused.ToDictionary(r => Camel(r.Key.ToString()), r => r.Value),
            SecondsOnAir = Math.Round(chain.Account.SecondsOnAir, 3),
            SecondsKeyed = Math.Round(chain.Account.SecondsKeyed, 3),
            Share = Math.Round(chain.Share, 4),
            LimitedSamples = chain.Account.LimitedSamples,
            Last = chain.Account.Last,
        };
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
