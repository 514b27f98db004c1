namespace GroundTerminal.Station.OrbitData;

/// <summary>What a source had to say.</summary>
public sealed record OrbitSourceReading
{
    /// <summary>All its texts as they are now; null where nothing has changed. None at all withdraws what it said before.</summary>
    public IReadOnlyList<OrbitText>? Texts { get; init; }

    /// <summary>Names of texts that are there but cannot be read now: what was read of them before still counts.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>What is wrong with it; empty where nothing is.</summary>
    public string Problem { get; init; } = "";

    /// <summary>True where that is the way of a machine that is often offline: told in the list of sources, but no alarm.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>For its next reading; null for the same as before.</summary>
    public OrbitSourceMemory? Memory { get; init; }

    /// <summary>Nothing has changed, or it was not yet time to ask.</summary>
    public static OrbitSourceReading Unchanged { get; } = new();
}
