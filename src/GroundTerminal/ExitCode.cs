namespace GroundTerminal;

/// <summary>What the program ends with.</summary>
public static class ExitCode
{
    /// <summary>Done; for <c>decode</c>: frames were decoded.</summary>
    public const int Done = 0;

    /// <summary>Nothing was wrong, and nothing was found.</summary>
    public const int Nothing = 1;

    /// <summary>Bad usage or input; standard error says what.</summary>
    public const int BadInput = 2;

    /// <summary>It was begun and could not be finished; standard error says why.</summary>
    public const int Failed = 3;
}
