using GroundTerminal.Station.Sqlite;

namespace GroundTerminal.Station.Frames;

/// <summary>The database's schema, and how a frame becomes a row and back.</summary>
internal static class FrameTable
{
    /// <summary>What <c>PRAGMA user_version</c> holds.</summary>
    public const int SchemaVersion = 3;

    public const string Columns =
        "id, payload, time_ticks, sample, snr_db, frequency_offset_hz, timing_offset_ppm, inverted, corrected_bits, header_plausible, checked, satellite, transmitter, framing, doppler_hz, time_uncertainty_s";

    public const string Insert =
        "INSERT INTO frame (payload, time_ticks, sample, snr_db, frequency_offset_hz, timing_offset_ppm, inverted, corrected_bits, header_plausible, checked, satellite, transmitter, framing, doppler_hz, time_uncertainty_s) "
        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id";

    // AUTOINCREMENT: an id is never given twice, not even after rows were removed.
    private const string Create =
        """
        CREATE TABLE frame (
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          payload BLOB NOT NULL,
          time_ticks INTEGER,
          sample INTEGER NOT NULL,
          snr_db REAL,
          frequency_offset_hz REAL,
          timing_offset_ppm REAL,
          inverted INTEGER NOT NULL,
          corrected_bits INTEGER NOT NULL,
          header_plausible INTEGER NOT NULL,
          checked INTEGER NOT NULL DEFAULT 1,
          satellite TEXT NOT NULL,
          transmitter TEXT NOT NULL,
          framing TEXT NOT NULL,
          doppler_hz REAL,
          time_uncertainty_s REAL
        ) STRICT;
        PRAGMA user_version = 3;
        """;

    private const string FromVersion1 = "ALTER TABLE frame ADD COLUMN checked INTEGER NOT NULL DEFAULT 1; PRAGMA user_version = 2;";
    private const string FromVersion2 = "ALTER TABLE frame ADD COLUMN doppler_hz REAL; ALTER TABLE frame ADD COLUMN time_uncertainty_s REAL; PRAGMA user_version = 3;";

    /// <summary>Makes the tables of a new database and brings those of an earlier version up to date; a later version is refused.</summary>
    /// <exception cref="InvalidDataException">It was written by a later version.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        long version = connection.Scalar("PRAGMA user_version");
        if (version == 0)
            connection.Execute($"BEGIN IMMEDIATE; {Create} COMMIT;");
        else if (version == 1)
            connection.Execute($"BEGIN IMMEDIATE; {FromVersion1} {FromVersion2} COMMIT;");
        else if (version == 2)
            connection.Execute($"BEGIN IMMEDIATE; {FromVersion2} COMMIT;");
        else if (version != SchemaVersion)
            throw new InvalidDataException($"{path}: frame store of schema version {version}; this program reads version {SchemaVersion}. Use another file, or the program that wrote it.");
    }

    public static void Bind(SqliteStatement insert, Frame frame)
    {
        insert.Bind(1, frame.Payload);
        insert.Bind(2, frame.Time?.UtcTicks);
        insert.Bind(3, frame.Sample);
        insert.Bind(4, frame.SnrDb);
        insert.Bind(5, frame.FrequencyOffsetHz);
        insert.Bind(6, frame.TimingOffsetPpm);
        insert.Bind(7, frame.Inverted ? 1L : 0L);
        insert.Bind(8, (long)frame.CorrectedBits);
        insert.Bind(9, frame.HeaderPlausible ? 1L : 0L);
        insert.Bind(10, frame.Checked ? 1L : 0L);
        insert.Bind(11, frame.Satellite);
        insert.Bind(12, frame.Transmitter);
        insert.Bind(13, frame.Framing);
        insert.Bind(14, frame.DopplerHz);
        insert.Bind(15, frame.TimeUncertaintySeconds);
    }

    public static Frame Read(SqliteStatement row) => new()
    {
        Id = row.Integer(0),
        Payload = row.Blob(1),
        Time = row.IsNull(2) ? null : new DateTimeOffset(row.Integer(2), TimeSpan.Zero),
        Sample = row.Integer(3),
        SnrDb = row.Real(4),
        FrequencyOffsetHz = row.Real(5),
        TimingOffsetPpm = row.Real(6),
        Inverted = row.Integer(7) != 0,
        CorrectedBits = (int)row.Integer(8),
        HeaderPlausible = row.Integer(9) != 0,
        Checked = row.Integer(10) != 0,
        Satellite = row.Text(11),
        Transmitter = row.Text(12),
        Framing = row.Text(13),
        DopplerHz = row.Real(14),
        TimeUncertaintySeconds = row.Real(15),
    };
}
