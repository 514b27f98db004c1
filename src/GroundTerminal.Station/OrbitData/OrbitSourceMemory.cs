namespace GroundTerminal.Station.OrbitData;

/// <summary>What a source wants to know again at its next reading, kept with its text in the cache.</summary>
public sealed record OrbitSourceMemory
{
    /// <summary>Nothing yet.</summary>
    public static OrbitSourceMemory Empty { get; } = new();

    /// <summary>HTTP's ETag of the text that was taken last; empty where there is none.</summary>
    public string ETag { get; init; } = "";

    /// <summary>HTTP's Last-Modified of that text; empty where there is none.</summary>
    public string LastModified { get; init; } = "";

    /// <summary>Not to be asked again before, UTC.</summary>
    public DateTimeOffset NotBefore { get; init; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; init; }
}
