namespace GroundTerminal.Station.Sqlite;

/// <summary>One connection to a database file. Used by one thread at a time.</summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly string _path;
    private nint _database;

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    /// <exception cref="DllNotFoundException">libsqlite3.so.0 is not installed.</exception>
    public SqliteConnection(string path)
    {
        _path = path;
        const int Flags = SqliteLibrary.OpenReadWrite | SqliteLibrary.OpenCreate | SqliteLibrary.OpenNoMutex;
        int result = SqliteLibrary.Open(path, out _database, Flags, 0);
        if (result != SqliteLibrary.Ok)
        {
            SqliteException failure = Failure();
            Dispose();
            throw failure;
        }
        Check(SqliteLibrary.BusyTimeout(_database, 2000));
    }

    /// <summary>Runs SQL that gives no rows back.</summary>
    public void Execute(string sql) => Check(SqliteLibrary.Execute(_database, sql, 0, 0, 0));

    /// <summary>Prepares one statement, to be disposed before the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(SqliteLibrary.Prepare(_database, sql, -1, out nint statement, 0));
        return new SqliteStatement(this, statement);
    }

    /// <summary>The first column of the first row, as an integer.</summary>
    public long Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    public void Check(int result)
    {
        if (result != SqliteLibrary.Ok)
            throw Failure();
    }

    public SqliteException Failure() =>
        new(SqliteLibrary.ExtendedErrorCode(_database), $"{_path}: {SqliteLibrary.ErrorMessage(_database)} (SQLite {SqliteLibrary.ExtendedErrorCode(_database)})");

    public void Dispose()
    {
        if (_database != 0)
            SqliteLibrary.Close(_database);
        _database = 0;
    }
}
