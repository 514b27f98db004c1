namespace GroundTerminal.Station.Sqlite;

/// <summary>SQLite refused something.</summary>
/// <param name="code">Extended result code, https://sqlite.org/rescode.html.</param>
/// <param name="message">What and why.</param>
public sealed class SqliteException(int code, string message) : IOException(message)
{
    /// <summary>Extended result code.</summary>
    public int Code { get; } = code;
}
