using System.Text.Json;
using GroundTerminal.Station.Sqlite;

namespace GroundTerminal.Station.Contacts;

/// <summary>Every contact's life, in one SQLite file. What <see cref="Write"/> has returned survives a kill and a power cut.</summary>
/// <remarks>As the frame store: write-ahead log, synchronous=FULL. Any threads, one at a time.</remarks>
public sealed class ContactStore : IDisposable
{
    private const int SchemaVersion = 1;

    private const string Create =
        """
        CREATE TABLE contact (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          end_ticks INTEGER NOT NULL,
          over INTEGER NOT NULL,
          contact TEXT NOT NULL
        ) STRICT;
        CREATE INDEX contact_end ON contact (end_ticks);
        PRAGMA user_version = 1;
        """;

    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _insert, _update, _open, _last;

    /// <param name="path">The database file; made, with its folder, where it is missing.</param>
    /// <exception cref="IOException">The file cannot be opened or is no database.</exception>
    /// <exception cref="InvalidDataException">It was written by another version.</exception>
    public ContactStore(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        Location = full;
        _connection = new SqliteConnection(full);
        _connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        long version = _connection.Scalar("PRAGMA user_version");
        if (version == 0)
            _connection.Execute($"BEGIN IMMEDIATE; {Create} COMMIT;");
        else if (version != SchemaVersion)
            throw new InvalidDataException($"{path}: contact store of schema version {version}; this program reads version {SchemaVersion}. Use another file, or the program that wrote it.");
        _insert = _connection.Prepare("INSERT INTO contact (end_ticks, over, contact) VALUES (?, ?, ?) RETURNING id");
        _update = _connection.Prepare("UPDATE contact SET end_ticks = ?, over = ?, contact = ? WHERE id = ? RETURNING id");
        _open = _connection.Prepare("SELECT id, contact FROM contact WHERE over = 0 ORDER BY id");
        _last = _connection.Prepare("SELECT id, contact FROM contact WHERE end_ticks <= ? AND over = 1 ORDER BY end_ticks DESC LIMIT ?");
    }

    /// <summary>The database file.</summary>
    public string Location { get; }

    /// <summary>Stores a contact, or what became of it.</summary>
    /// <returns>The contact with its number.</returns>
    /// <exception cref="SqliteException">It was not stored: disk full, I/O error, ….</exception>
    public Contact Write(Contact contact)
    {
        lock (_lock)
        {
            SqliteStatement statement = contact.Id == 0 ? _insert : _update;
            statement.Bind(1, contact.End.UtcTicks);
            statement.Bind(2, contact.IsOver ? 1L : 0L);
            statement.Bind(3, JsonSerializer.Serialize(contact, ContactJson.Default.Contact));
            if (contact.Id != 0)
                statement.Bind(4, contact.Id);
            statement.Step();
            long id = statement.Integer(0);
            statement.Step(); // to its end: only then it is committed
            statement.Reset();
            return contact with { Id = id };
        }
    }

    /// <summary>Contacts that nothing was written of how they ended: those that a stop or a power cut interrupted.</summary>
    public IReadOnlyList<Contact> Open()
    {
        lock (_lock)
            return ReadAll(_open);
    }

    /// <summary>Contacts that are over, the last first.</summary>
    /// <param name="before">Their end is at or before this.</param>
    /// <param name="count">At most so many.</param>
    public IReadOnlyList<Contact> Last(DateTimeOffset before, int count)
    {
        lock (_lock)
        {
            _last.Bind(1, before.UtcTicks);
            _last.Bind(2, (long)count);
            return ReadAll(_last);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (SqliteStatement statement in (SqliteStatement[])[_insert, _update, _open, _last])
                statement.Dispose();
            _connection.Dispose();
        }
    }

    private static List<Contact> ReadAll(SqliteStatement statement)
    {
        var contacts = new List<Contact>();
        while (statement.Step())
            contacts.Add(JsonSerializer.Deserialize(statement.Text(1), ContactJson.Default.Contact)! with { Id = statement.Integer(0) });
        statement.Reset();
        return contacts;
    }
}
