using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Sqlite;
using static GroundTerminal.Tests.Station.Contacts.ContactSamples;

namespace GroundTerminal.Tests.Station.Contacts;

public sealed class ContactStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gt-contacts-");

    private string File => Path.Combine(_folder.FullName, "contacts.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_contact_comes_back_whole_with_its_life()
    {
        var contact = Sample("A", 0, 10) with { Predicted = new PointingFigures(1.5, 12), Measured = new PointingFigures(1.7, 13), Frames = 42, OrbitSource = "x", OrbitAgeHours = 3.5 };
        using (var store = new ContactStore(File))
        {
            contact = store.Write(contact);
            Assert.Equal(1, contact.Id);
            contact = store.Write(contact.Become(Noon, ContactState.Pass).Become(Noon.AddMinutes(10), ContactState.Failed, "the antenna stood still"));
            Assert.Equal(1, contact.Id);
        }
        using var again = new ContactStore(File);
        Assert.Empty(again.Open());
        var read = Assert.Single(again.Last(Noon.AddDays(1), 10));
        Assert.Equal(contact.Life, read.Life);
        Assert.Equal(contact with { Life = [] }, read with { Life = [] });
    }

    [Fact]
    public void What_is_not_over_is_open_and_what_is_over_comes_the_last_first()
    {
        using var store = new ContactStore(File);
        store.Write(Sample("open", 30, 40));
        foreach (var (name, from) in new[] { ("first", 0), ("third", 20), ("second", 10) })
            store.Write(Sample(name, from, from + 5).Become(Noon, ContactState.Completed));
        Assert.Equal(["open"], store.Open().Select(c => c.Satellite));
        Assert.Equal(["third", "second"], store.Last(Noon.AddDays(1), 2).Select(c => c.Satellite));
        Assert.Equal(["second", "first"], store.Last(Noon.AddMinutes(15), 10).Select(c => c.Satellite));
    }

    [Fact]
    public void A_file_of_another_version_is_refused()
    {
        using (var connection = new SqliteConnection(File))
            connection.Execute("PRAGMA user_version = 99");
        Assert.Contains("version 99", Assert.Throws<InvalidDataException>(() => new ContactStore(File)).Message);
    }

    [Fact]
    public void A_book_takes_up_what_an_earlier_run_left()
    {
        using var store = new ContactStore(File);
        store.Write(Sample("begun", -5, 5).Become(Noon.AddMinutes(-5), ContactState.Pass));
        store.Write(Sample("missed", -20, -10));
        store.Write(Sample("to come", 30, 40));
        var book = new ContactBook(store, text => Assert.Fail(text));
        book.TakeUp(Noon);
        Assert.Equal(["to come"], book.Contacts.Select(c => c.Satellite));
        Assert.Equal(
            [("begun", "the station was stopped in the midst of it"), ("missed", "the station was not running")],
            store.Last(Noon.AddDays(1), 10).Select(c => (c.Satellite, c.Reason)));

        // The same pass by newer orbit data is the same contact; one that is no longer there is cancelled.
        var moved = Candidate("to come", 30.2, 40.3);
        book.Plan(new ContactScheduler(new ScheduleOptions { AntennaTurns = true }).Resolve([moved], [], Noon), Noon);
        Assert.Equal((3L, moved.Start, ContactState.Scheduled), (book.Contacts[0].Id, book.Contacts[0].Start, book.Contacts[0].State));
        book.Plan([], Noon);
        Assert.Equal((3L, ContactState.Cancelled), (book.Contacts[0].Id, book.Contacts[0].State));
    }

    private static Contact Sample(string name, double from, double to) =>
        new ContactScheduler(new ScheduleOptions { AntennaTurns = true }).Resolve([Candidate(name, from, to)], [], Noon.AddHours(-1))[0];
}
