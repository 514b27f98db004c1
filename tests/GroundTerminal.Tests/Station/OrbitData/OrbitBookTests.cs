using GroundTerminal.Orbit;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Tests.Support;
using static GroundTerminal.Tests.Station.OrbitData.OrbitSets;

namespace GroundTerminal.Tests.Station.OrbitData;

public class OrbitBookTests
{
    private readonly ManualTime _time = new(Day(20));

    [Fact]
    public async Task The_highest_priority_that_has_not_expired_counts_and_then_the_newest_epoch()
    {
        var book = await Book(new TestSource("net", 1).Says(Csv((25544, 19), (100001, 18))), new TestSource("file", 2, TimeSpan.FromDays(10)).Says(Csv((25544, 12)), Csv((25544, 11))));
        Assert.Equal(("file: 0", Day(12)), Used(book, 25544));
        Assert.Equal(("net: 0", Day(18)), Used(book, 100001));
        Assert.Null(book.Current.Find(1));
        Assert.Equal(100001, book.Current.FindByName("sat-100001")!.CatalogNumber);
        Assert.Equal([25544, 100001], book.Current.Entries.Select(e => e.CatalogNumber));

        // The file's sets are used for ten days; then those of the network are, though nothing new was read.
        _time.Now = Day(22.01);
        Assert.True(await book.RefreshAsync(default));
        Assert.Equal(("net: 0", Day(19)), Used(book, 25544));
        Assert.False(await book.RefreshAsync(default));
        _time.Now = Day(21.99);
        Assert.Equal(OrbitState.Fresh, book.Current.Find(25544)!.State(_time.Now));
    }

    [Fact]
    public async Task Data_grow_stale_and_expire_and_say_so()
    {
        var book = await Book(new TestSource("net", 1).Says(Csv((25544, 20))));
        var entry = book.Current.Find(25544)!;
        Assert.Equal((OrbitState.Fresh, ""), (entry.State(Day(27)), entry.WhyNotFresh(Day(27))));
        Assert.Equal((OrbitState.Stale, "its element set is 8 days old; data older than 7 days raise an alarm"), (entry.State(Day(28)), entry.WhyNotFresh(Day(28))));
        Assert.Equal((OrbitState.Expired, "its element set is 31 days old; the limit is 30 days"), (entry.State(Day(51)), entry.WhyNotFresh(Day(51))));
        Assert.Equal((OrbitState.Expired, "its element set is 40 days ahead of the clock; the limit is 30 days"), (entry.State(Day(-20)), entry.WhyNotFresh(Day(-20))));
        Assert.Empty(book.Alarms([25544]));
        _time.Now = Day(28);
        Assert.Equal([new OrbitAlarm("NORAD 25544", "SAT-25544: its element set is 8 days old; data older than 7 days raise an alarm"), new OrbitAlarm("NORAD 7", "no source has an orbit of it")], book.Alarms([25544, 7]));
        _time.Now = Day(51);
        Assert.EndsWith("the limit is 30 days, so it is not followed", Assert.Single(book.Alarms([25544])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ephemeris_belongs_to_its_satellite_and_counts_while_it_lasts()
    {
        var book = await Book(new TestSource("operator", 2).Says(Oem(25544, 20.5, 21)), new TestSource("net", 1).Says(Csv((25544, 19))));
        var entry = book.Current.Find(25544)!;
        Assert.Equal(("OWN", 25544, OrbitState.Fresh), (entry.Name, entry.CatalogNumber, entry.State(_time.Now)));
        Assert.Null(entry.Elements);
        Assert.Null(entry.ExpectedErrorKm(_time.Now));
        Assert.Equal("its ephemeris covers 2026-11-20 12:00 to 2026-11-21 00:00 UTC", entry.WhyNotFresh(Day(22)));
        _time.Now = Day(21.1);
        await book.RefreshAsync(default);
        Assert.Equal(("net: 0", Day(19)), Used(book, 25544));
    }

    [Fact]
    public async Task Of_texts_that_cannot_be_read_the_last_good_ones_stay()
    {
        var source = new TestSource("file", 1).Says(Csv((1, 19)), Csv((2, 19)));
        var book = await Book(source);
        source.Says(Csv((1, 20)), Csv((2, 20))[..^40]);
        await book.RefreshAsync(default);
        Assert.Equal((Day(20), Day(19)), (book.Current.Find(1)!.Epoch, book.Current.Find(2)!.Epoch));
        Assert.Contains("1: Line 2", Assert.Single(book.Alarms([])).Text, StringComparison.Ordinal);
        source.Says(Csv((1, 20)), "[]");
        await book.RefreshAsync(default);
        Assert.Equal(Day(19), book.Current.Find(2)!.Epoch);
        source.Says(Csv((1, 20)), Csv((2, 20)));
        await book.RefreshAsync(default);
        Assert.Equal(Day(20), book.Current.Find(2)!.Epoch);
        Assert.Empty(book.Alarms([]));
        source.Says();
        await book.RefreshAsync(default);
        Assert.Empty(book.Current.Entries);
    }

    [Fact]
    public async Task A_source_out_of_reach_is_told_but_no_alarm()
    {
        var source = new TestSource("net", 1).Says(Csv((1, 19)));
        var book = await Book(source);
        source.Next = new OrbitSourceReading { Problem = "no route", IsUnreachable = true };
        await book.RefreshAsync(default);
        Assert.Empty(book.Alarms([1]));
        Assert.Equal("no route", book.Sources[0].Problem);
        source.Next = new OrbitSourceReading { Problem = "403" };
        await book.RefreshAsync(default);
        Assert.Equal([new OrbitAlarm("net", "403")], book.Alarms([1]));
        Assert.Equal(Day(19), book.Current.Find(1)!.Epoch);
    }

    [Fact]
    public async Task Uploads_say_what_became_of_each_satellite()
    {
        var book = await Book(new TestSource("net", 1).Says(Csv((1, 19))), new TestSource("own", 60).Says(Csv((2, 19))));
        var results = book.Accept(Csv((1, 18), (2, 20), (3, -30)), "operator");
        Assert.Equal([(1, true), (2, false), (3, false)], results.Select(r => (r.CatalogNumber, r.IsUsed)));
        Assert.Equal(["", "that of own: 0 is used, priority 60, epoch 2026-11-19T00:00:00Z", "its element set is 50 days old; the limit is 30 days"], results.Select(r => r.Reason));
        Assert.StartsWith("upload: operator, 2026-11-20T00:00:00.000Z", book.Current.Find(1)!.Source, StringComparison.Ordinal);
        var version = book.Current.Version;
        Assert.Contains("Line 2", Assert.Throws<OrbitDataException>(() => book.Accept(Csv((1, 20)).Replace("15.1", "99"), "operator")).Message, StringComparison.Ordinal);
        Assert.Throws<OrbitDataException>(() => book.Accept(new string(' ', OrbitBook.LongestUpload + 1), "operator"));
        Assert.Equal(version, book.Current.Version);
        Assert.False(book.Accept(Csv((1, 17)), "operator")[0].IsUsed);
    }

    /// <summary>A year of uploads of one satellite does not fill the memory: what is newer replaces what is older.</summary>
    [Fact]
    public async Task Uploads_that_nothing_is_used_of_are_forgotten()
    {
        var book = await Book();
        for (var day = 0; day < 50; day++)
            book.Accept(Csv((1, day), (2, 1)), "operator");
        Assert.Equal(2, book.Sources[^1].Orbits);
        Assert.Equal(Day(49), book.Current.Find(1)!.Epoch);
    }

    [Fact]
    public void Sources_have_different_names() =>
        Assert.Throws<ArgumentException>(() => new OrbitBook(new OrbitBookOptions { Sources = [new TestSource("a", 1), new TestSource("a", 2)] }, _time));

    /// <summary>Readers see one snapshot or the other, each whole.</summary>
    [Fact]
    public async Task Readers_never_see_half_a_book()
    {
        var source = new TestSource("net", 1).Says(Csv([.. Enumerable.Range(1, 100).Select(n => (n, 1.0))]));
        var book = await Book(source);
        using var stop = new CancellationTokenSource();
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                Assert.Single(book.Current.Entries.Select(e => e.Epoch).Distinct());
        });
        for (var day = 2; day < 20; day++)
        {
            source.Says(Csv([.. Enumerable.Range(1, 100).Select(n => (n, (double)day))]));
            await book.RefreshAsync(default);
        }
        stop.Cancel();
        await reader;
        Assert.Equal(Day(19), book.Current.Find(50)!.Epoch);
    }

    private static (string, DateTimeOffset) Used(OrbitBook book, int number) => (book.Current.Find(number)!.Source, book.Current.Find(number)!.Epoch);

    private async Task<OrbitBook> Book(params TestSource[] sources)
    {
        var book = new OrbitBook(new OrbitBookOptions { Sources = sources }, _time);
        await book.RefreshAsync(default);
        return book;
    }
}
