using GroundTerminal.Station.Sqlite;

namespace GroundTerminal.Station.Frames;

/// <summary>All frames ever received, in one SQLite file. What <see cref="Append"/> has returned survives a kill, a crash and a power cut.</summary>
/// <remarks>
/// Write-ahead log with synchronous=FULL: a commit returns after the log is on the medium (https://sqlite.org/wal.html, https://sqlite.org/pragma.html#pragma_synchronous).
/// One thread appends; any threads read, over a second connection.
/// </remarks>
public sealed class FrameStore : IDisposable
{
    private readonly Lock _readLock = new();
    private readonly SqliteConnection _writer, _reader;
    private readonly SqliteStatement _insert, _since, _last, _counts;
    private long _pageLimit;

    /// <param name="path">The database file; made, with its folder, where it is missing.</param>
    /// <exception cref="IOException">The file cannot be opened or is no database.</exception>
    /// <exception cref="InvalidDataException">It was written by another version.</exception>
    /// <exception cref="DllNotFoundException">libsqlite3.so.0 is not installed.</exception>
    public FrameStore(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        Location = full;
        _writer = new SqliteConnection(full);
        _writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        FrameTable.Prepare(_writer, path);
        _insert = _writer.Prepare(FrameTable.Insert);
        _reader = new SqliteConnection(full);
        _since = _reader.Prepare($"SELECT {FrameTable.Columns} FROM frame WHERE id > ? ORDER BY id LIMIT ?");
        _last = _reader.Prepare($"SELECT {FrameTable.Columns} FROM frame ORDER BY id DESC LIMIT ?");
        _counts = _reader.Prepare("SELECT transmitter, COUNT(*) FROM frame GROUP BY transmitter ORDER BY transmitter");
    }

    /// <summary>The database file.</summary>
    public string Location { get; }

    /// <summary>Stores frames in one transaction: all of them or none.</summary>
    /// <returns>The frames with their ids. They are on disk.</returns>
    /// <exception cref="SqliteException">Nothing was stored: disk full, I/O error, …; the same frames may be appended again.</exception>
    public IReadOnlyList<Frame> Append(IReadOnlyList<Frame> frames)
    {
        var stored = new List<Frame>(frames.Count);
        if (Interlocked.Exchange(ref _pageLimit, 0) is > 0 and long pages)
            _writer.Execute($"PRAGMA max_page_count = {pages}");
        _writer.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (Frame frame in frames)
                stored.Add(Insert(frame));
            _writer.Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
        return stored;
    }

    /// <summary>Frames after an id, oldest first.</summary>
    /// <param name="id">Only frames with a greater id; 0 for all.</param>
    /// <param name="limit">At most so many.</param>
    public IReadOnlyList<Frame> Since(long id, int limit)
    {
        lock (_readLock)
        {
            _since.Bind(1, id);
            _since.Bind(2, (long)limit);
            return ReadAll(_since);
        }
    }

    /// <summary>The last frames, newest first.</summary>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<Frame> Last(int count)
    {
        lock (_readLock)
        {
            _last.Bind(1, (long)count);
            return ReadAll(_last);
        }
    }

    /// <summary>Frames in the store, for each transmitter (channel) name.</summary>
    public IReadOnlyDictionary<string, long> Counts()
    {
        lock (_readLock)
        {
            var counts = new Dictionary<string, long>();
            while (_counts.Step())
                counts[_counts.Text(0)] = _counts.Integer(1);
            _counts.Reset();
            return counts;
        }
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in (ReadOnlySpan<SqliteStatement>)[_insert, _since, _last, _counts])
            statement.Dispose();
        _reader.Dispose();
        _writer.Dispose();
    }

    /// <summary>Makes SQLite answer "disk full" beyond a size, from the next append on; for tests.</summary>
    internal void LimitPages(long pages) => Volatile.Write(ref _pageLimit, pages);

    private static List<Frame> ReadAll(SqliteStatement rows)
    {
        var frames = new List<Frame>();
        while (rows.Step())
            frames.Add(FrameTable.Read(rows));
        rows.Reset();
        return frames;
    }

    private Frame Insert(Frame frame)
    {
        FrameTable.Bind(_insert, frame);
        _insert.Step();
        long id = _insert.Integer(0);
        _insert.Step();
        _insert.Reset();
        return frame with { Id = id };
    }

    private void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already (disk full, I/O error).
        }
    }
}
