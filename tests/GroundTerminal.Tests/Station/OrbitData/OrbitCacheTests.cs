using GroundTerminal.Station.OrbitData;
using GroundTerminal.Tests.Support;
using static GroundTerminal.Tests.Station.OrbitData.OrbitSets;

namespace GroundTerminal.Tests.Station.OrbitData;

/// <summary>What the book keeps through power loss.</summary>
public sealed class OrbitCacheTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly ManualTime _time = new(Day(20));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_book_begins_with_what_it_had()
    {
        var memory = new OrbitSourceMemory { ETag = "\"abc\"", LastModified = "Fri, 20 Nov 2026 00:00:00 GMT", NotBefore = Day(20.5), Failures = 3 };
        var source = new TestSource("https://example.org/x?y=1", 1) { Next = new OrbitSourceReading { Texts = [new OrbitText("", Csv((25544, 19)))], Memory = memory } };
        var book = Book(source);
        await book.RefreshAsync(default);
        book.Accept(Csv((100001, 18)).Replace("SAT-100001", "SAT-Ü"), "operator");
        var again = new TestSource(source.Name, 1);
        var next = Book(again);
        Assert.Equal(Day(19), next.Current.Find(25544)!.Epoch);
        Assert.Equal(Day(18), next.Current.FindByName("SAT-ü")!.Epoch);
        Assert.Empty(next.Alarms([25544, 100001]));
        await next.RefreshAsync(default);
        Assert.Equal(memory, again.Asked);
    }

    /// <summary>However much of the file a power loss leaves: it is set aside, told, and the book begins without it.</summary>
    [Fact]
    public void A_cut_or_damaged_file_is_set_aside_and_told()
    {
        Book().Accept(Csv((25544, 19)), "operator");
        var path = Assert.Single(Directory.GetFiles(_directory.Path));
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += length < 200 ? 1 : 17)
            Broken(whole[..length]);
        for (var at = 0; at < whole.Length; at += 13)
        {
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= 0x20;
            Broken(damaged);
        }

        void Broken(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            var book = Book();
            Assert.Empty(book.Current.Entries);
            Assert.Contains("is set aside as", Assert.Single(book.Alarms([])).Text, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
            Assert.Equal(bytes, File.ReadAllBytes(path + ".broken"));
        }
    }

    /// <summary>Each state that a kill between two system calls leaves behind: the old content, or the new.</summary>
    [Fact]
    public void A_cut_while_writing_leaves_the_old_or_the_new()
    {
        Book().Accept(Csv((25544, 19)), "operator");
        var path = Assert.Single(Directory.GetFiles(_directory.Path));
        var old = File.ReadAllBytes(path);
        Book().Accept(Csv((25544, 19.5)), "operator");
        var after = File.ReadAllBytes(path);
        File.WriteAllBytes(path, old);
        foreach (var written in (int[])[0, 1, after.Length / 2, after.Length - 1, after.Length])
        {
            File.WriteAllBytes(path + ".new", after[..written]);
            var book = Book();
            Assert.Equal(Day(19), book.Current.Find(25544)!.Epoch);
            Assert.Empty(book.Alarms([]));
        }
        File.Move(path + ".new", path, overwrite: true);
        Assert.Equal(Day(19.5), Book().Current.Find(25544)!.Epoch);
        // What is left over does not stop the next write.
        File.WriteAllBytes(path + ".new", after[..5]);
        Book().Accept(Csv((25544, 19.75)), "operator");
        Assert.Equal(Day(19.75), Book().Current.Find(25544)!.Epoch);
        Assert.Single(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_told_and_the_data_are_used()
    {
        File.WriteAllText(_directory.File("file"), "");
        var book = new OrbitBook(new OrbitBookOptions { Sources = [new TestSource("net", 1).Says(Csv((1, 19)))], CacheDirectory = _directory.File("file") }, _time);
        await book.RefreshAsync(default);
        Assert.Equal(Day(19), book.Current.Find(1)!.Epoch);
        Assert.Contains("cannot be kept for the next start", Assert.Single(book.Alarms([])).Text, StringComparison.Ordinal);
        // An upload is on disk, or it is refused.
        Assert.ThrowsAny<IOException>(() => book.Accept(Csv((2, 19)), "operator"));
        Assert.Null(book.Current.Find(2));
        await book.RefreshAsync(default);
        Assert.Null(book.Current.Find(2));
    }

    private OrbitBook Book(params TestSource[] sources) => new(new OrbitBookOptions { Sources = sources, CacheDirectory = _directory.Path }, _time);
}
