namespace GroundTerminal.Configuration;

/// <summary>How <c>run</c> reports what happens.</summary>
public enum LogFormat
{
    /// <summary>A live table on a terminal, JSON lines elsewhere.</summary>
    Auto,

    /// <summary>Readable lines.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
