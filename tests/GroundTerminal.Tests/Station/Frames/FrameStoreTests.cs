using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Sqlite;

namespace GroundTerminal.Tests.Station.Frames;

public sealed class FrameStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-store-");

    private string File => Path.Combine(_folder.FullName, "sub", "frames.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_frame_is_read_as_it_was_stored()
    {
        using var store = new FrameStore(File);
        Frame first = FrameSamples.Make(1), second = FrameSamples.Make(2) with { Payload = [], Time = null, SnrDb = double.NaN, Inverted = false, Satellite = "Ω \"'" };
        IReadOnlyList<Frame> stored = store.Append([first, second]);

        Assert.Equal([1L, 2L], stored.Select(f => f.Id));
        IReadOnlyList<Frame> read = store.Since(0, 10);
        Assert.Equal(first.Payload, read[0].Payload);
        Assert.Equal(first with { Id = 1, Payload = read[0].Payload }, read[0]);
        Assert.Equal(second with { Id = 2, Payload = read[1].Payload }, read[1]);
        Assert.Empty(read[1].Payload);
    }

    [Fact]
    public void Since_last_and_counts_give_what_they_say()
    {
        using var store = new FrameStore(File);
        store.Append([.. Enumerable.Range(1, 10).Select(FrameSamples.Make)]);
        Assert.Equal([4L, 5, 6], store.Since(3, 3).Select(f => f.Id));
        Assert.Equal([10L, 9], store.Last(2).Select(f => f.Id));
        Assert.Equal(new Dictionary<string, long> { ["ch 0"] = 5, ["ch 1"] = 5 }, store.Counts());
        Assert.Empty(store.Since(10, 5));
    }

    [Fact]
    public void What_was_appended_is_there_after_a_crash_and_ids_go_on()
    {
        using var store = new FrameStore(File);
        store.Append([.. Enumerable.Range(1, 100).Select(FrameSamples.Make)]);

        // The files as a kill -9 leaves them: nothing was closed, no checkpoint was made.
        string crashed = Path.Combine(_folder.FullName, "crashed.db");
        System.IO.File.Copy(File, crashed);
        System.IO.File.Copy(File + "-wal", crashed + "-wal");
        using var reopened = new FrameStore(crashed);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), reopened.Since(0, 1000).Select(f => f.Id));
        Assert.Equal(101, reopened.Append([FrameSamples.Make(0)])[0].Id);
    }

    [Fact]
    public void A_commit_that_was_cut_off_leaves_the_frames_before_it()
    {
        using var store = new FrameStore(File);
        store.Append([FrameSamples.Make(1)]);
        long before = new FileInfo(File + "-wal").Length;
        store.Append([FrameSamples.Make(2)]);
        byte[] log = ReadShared(File + "-wal");
        for (long cut = before; cut < log.Length; cut += 1 + ((log.Length - before) / 20))
        {
            string crashed = Path.Combine(_folder.FullName, $"cut{cut}.db");
            System.IO.File.Copy(File, crashed);
            System.IO.File.WriteAllBytes(crashed + "-wal", log[..(int)cut]);
            using var reopened = new FrameStore(crashed);
            Assert.Equal(1, reopened.Since(0, 10)[0].Id);
        }
    }

    [Fact]
    public void A_full_disk_stores_nothing_of_the_batch_and_the_batch_may_be_tried_again()
    {
        using var store = new FrameStore(File);
        store.Append([FrameSamples.Make(1)]);
        store.LimitPages(1);
        Frame[] large = [.. Enumerable.Range(2, 20).Select(n => FrameSamples.Make(n) with { Payload = new byte[2000] })];
        Assert.Throws<SqliteException>(() => store.Append(large));
        Assert.Equal([1L], store.Since(0, 100).Select(f => f.Id));
        store.LimitPages(1_000_000);
        Assert.Equal(20, store.Append(large).Count);
        Assert.Equal(21, store.Since(0, 100).Count);
    }

    [Fact]
    public void A_database_of_the_first_schema_is_brought_up_to_date()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using (var connection = new SqliteConnection(File))
        {
            connection.Execute(
                """
                CREATE TABLE frame (id INTEGER PRIMARY KEY AUTOINCREMENT, payload BLOB NOT NULL, time_ticks INTEGER, sample INTEGER NOT NULL, snr_db REAL, frequency_offset_hz REAL,
                  timing_offset_ppm REAL, inverted INTEGER NOT NULL, corrected_bits INTEGER NOT NULL, header_plausible INTEGER NOT NULL, satellite TEXT NOT NULL, transmitter TEXT NOT NULL,
                  framing TEXT NOT NULL) STRICT;
                INSERT INTO frame (payload, sample, inverted, corrected_bits, header_plausible, satellite, transmitter, framing) VALUES (x'0102', 7, 0, 0, 1, 'S', 'T', 'F');
                PRAGMA user_version = 1;
                """);
        }
        using var store = new FrameStore(File);
        store.Append([FrameSamples.Make(2) with { Checked = false }]);
        Assert.Equal([("S", true), (FrameSamples.Make(2).Satellite, false)], store.Since(0, 10).Select(f => (f.Satellite, f.Checked)));
    }

    [Fact]
    public void A_database_of_a_later_schema_is_refused_with_the_remedy()
    {
        new FrameStore(File).Dispose();
        using (var connection = new SqliteConnection(File))
            connection.Execute("PRAGMA user_version = 99");
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => new FrameStore(File));
        Assert.Contains("version 99", refused.Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, new string('x', 5000));
        Assert.Contains("not a database", Assert.Throws<SqliteException>(() => new FrameStore(File)).Message);
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] content = new byte[file.Length];
        file.ReadExactly(content);
        return content;
    }
}
