using System.Runtime.InteropServices;

namespace GroundTerminal.Station.Sqlite;

/// <summary>A prepared statement: bind (from 1), step, read columns (from 0), reset.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, nint statement) : IDisposable
{
    private const int NullType = 5;
    private nint _statement = statement;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    public bool Step()
    {
        int result = SqliteLibrary.Step(_statement);
        if (result is not (SqliteLibrary.Row or SqliteLibrary.Done))
        {
            SqliteException failure = connection.Failure();
            Reset();
            throw failure;
        }
        return result == SqliteLibrary.Row;
    }

    /// <summary>Makes it ready for other values.</summary>
    public void Reset() => _ = SqliteLibrary.Reset(_statement); // repeats the error of the step before, which was thrown already

    public void Bind(int index, long value) => connection.Check(SqliteLibrary.BindInteger(_statement, index, value));

    public void Bind(int index, long? value) =>
        connection.Check(value is { } v ? SqliteLibrary.BindInteger(_statement, index, v) : SqliteLibrary.BindNull(_statement, index));

    public void Bind(int index, double value) => connection.Check(SqliteLibrary.BindReal(_statement, index, value));

    public void Bind(int index, string value) => connection.Check(SqliteLibrary.BindText(_statement, index, value, -1, SqliteLibrary.Transient));

    public void Bind(int index, ReadOnlySpan<byte> value) => connection.Check(value.IsEmpty
        ? SqliteLibrary.BindZeroBlob(_statement, index, 0)
        : SqliteLibrary.BindBlob(_statement, index, value, value.Length, SqliteLibrary.Transient));

    public bool IsNull(int column) => SqliteLibrary.ColumnType(_statement, column) == NullType;

    public long Integer(int column) => SqliteLibrary.ColumnInteger(_statement, column);

    public double Real(int column) => IsNull(column) ? double.NaN : SqliteLibrary.ColumnReal(_statement, column);

    public string Text(int column) => Marshal.PtrToStringUTF8(SqliteLibrary.ColumnText(_statement, column)) ?? "";

    public byte[] Blob(int column)
    {
        nint data = SqliteLibrary.ColumnBlob(_statement, column);
        byte[] copy = new byte[SqliteLibrary.ColumnBytes(_statement, column)];
        if (copy.Length > 0)
            Marshal.Copy(data, copy, 0, copy.Length);
        return copy;
    }

    public void Dispose()
    {
        if (_statement != 0)
            _ = SqliteLibrary.Finalize(_statement);
        _statement = 0;
    }
}
