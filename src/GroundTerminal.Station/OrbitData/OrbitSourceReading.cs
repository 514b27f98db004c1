namespace GroundTerminal.Station.OrbitData;

/// <summary>What a source had to say.</summary>
public sealed record OrbitSourceReading
{
    /// <summary>All its texts as they are now; null where nothing has changed. None at all withdraws what it said before.</summary>
    public IReadOnlyList<OrbitText>? Texts { get; private init; }

    /// <summary>Why it could not be read; empty where it could.</summary>
    public string Problem { get; private init; } = "";

    /// <summary>True where that is the way of a machine that is often offline: told in the list of sources, but no alarm.</summary>
    public bool IsUnreachable { get; private init; }

    /// <summary>For its next reading; null for the same as before.</summary>
    public OrbitSourceMemory? Memory { get; private init; }

    /// <summary>Nothing has changed, or it was not yet time to ask.</summary>
    public static OrbitSourceReading Unchanged(OrbitSourceMemory? memory = null) => new() { Memory = memory };

    /// <summary>It cannot be reached now.</summary>
    public static OrbitSourceReading Unreachable(string problem, OrbitSourceMemory? memory = null) => new() { Problem = problem, IsUnreachable = true, Memory = memory };

    /// <summary>It cannot be read, and that will not change by itself.</summary>
    public static OrbitSourceReading Failed(string problem, OrbitSourceMemory? memory = null) => new() { Problem = problem, Memory = memory };

    /// <summary>New texts.</summary>
    public static OrbitSourceReading Of(IReadOnlyList<OrbitText> texts, OrbitSourceMemory? memory = null) => new() { Texts = texts, Memory = memory };
}
