namespace GroundTerminal.Station;

/// <summary>One downlink of a spacecraft, in the catalogue's names.</summary>
public sealed record Transmitter
{
    /// <summary>Name, for instance <c>9k6 FSK downlink</c>; unique within its spacecraft.</summary>
    public required string Name { get; init; }

    /// <summary>Carrier frequency, Hz.</summary>
    public required double FrequencyHz { get; init; }

    /// <summary>Modulation: FSK, AFSK, BPSK, DBPSK, BPSK Manchester, DBPSK Manchester, FSK subaudio.</summary>
    public required string Modulation { get; init; }

    /// <summary>Symbol rate, baud.</summary>
    public required double BaudRate { get; init; }

    /// <summary>FSK deviation, or deviation of AFSK's subcarrier, Hz; null where not known.</summary>
    public double? DeviationHz { get; init; }

    /// <summary>Centre of AFSK's audio tones, Hz.</summary>
    public double? AudioCarrierHz { get; init; }

    /// <summary>Framing.</summary>
    public required string Framing { get; init; }

    /// <summary>Transport above the framing; empty where none.</summary>
    public string Transport { get; init; } = "";

    /// <summary>Further options by the catalogue's keys (frame size, RS basis, fm_deviation, …), as text.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
