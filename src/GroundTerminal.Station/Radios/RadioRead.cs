namespace GroundTerminal.Station.Radios;

/// <summary>What one read of an <see cref="IRadioStream"/> gave.</summary>
/// <param name="Count">Samples written; 0 where the time was over.</param>
public readonly record struct RadioRead(int Count)
{
    /// <summary>Samples that are known to be lost between the previous ones and these.</summary>
    public long LostBefore { get; init; }

    /// <summary>More samples were lost before these, the device does not say how many: the clock has to tell.</summary>
    public bool LostUnknown { get; init; }

    /// <summary>UTC of the first sample, where the device or its stream carries it; null where the machine's clock has to tell.</summary>
    public DateTimeOffset? FirstSampleUtc { get; init; }

    /// <summary>Half width of the interval that <see cref="FirstSampleUtc"/> lies in.</summary>
    public TimeSpan UtcUncertainty { get; init; }
}
