using GroundTerminal.Station.Contacts;
using static GroundTerminal.Tests.Station.Contacts.ContactSamples;

namespace GroundTerminal.Tests.Station.Contacts;

public class ContactSchedulerTests
{
    private static readonly ContactScheduler OneAntenna = new(new ScheduleOptions { AntennaTurns = true, AzimuthSpeedDegreesPerS = 6 });

    [Fact]
    public void Expected_frames_of_a_satellite_at_its_least_range_are_its_rate_times_the_time() =>
        Assert.Equal(6 * 10, Candidate("A", 0, 10).ExpectedFrames(Noon, Noon.AddMinutes(10)), 9);

    [Fact]
    public void The_greater_priority_wins_though_its_pass_is_worth_less()
    {
        var contacts = OneAntenna.Resolve([Candidate("long", 0, 12), Candidate("wanted", 4, 8, priority: 1)], [], Noon);
        Assert.Equal(("wanted", ContactState.Scheduled, Noon.AddMinutes(4), Noon.AddMinutes(8)), Of(contacts, "wanted"));
        // Both rests are four minutes; the first is taken.
        Assert.Equal(("long", ContactState.Scheduled, Noon, Noon.AddMinutes(4)), Of(contacts, "long"));
        Assert.StartsWith("240 s of the pass's 720 s", contacts.Single(c => c.Satellite == "long").Reason);
    }

    [Fact]
    public void At_equal_priority_more_expected_frames_win_and_the_other_is_cancelled_with_the_reason()
    {
        var contacts = OneAntenna.Resolve([Candidate("few", 1, 9, framesPerMinute: 6), Candidate("many", 0, 9.5, framesPerMinute: 60)], [], Noon);
        Assert.Equal(ContactState.Scheduled, contacts.Single(c => c.Satellite == "many").State);
        var few = contacts.Single(c => c.Satellite == "few");
        Assert.Equal((ContactState.Cancelled, "the antenna follows many, from which more frames are expected"), (few.State, few.Reason));
        Assert.Equal([ContactState.Cancelled], few.Life.Select(e => e.State));
    }

    [Fact]
    public void The_time_to_turn_is_left_between_contacts()
    {
        var contacts = OneAntenna.Resolve([Candidate("A", 0, 10, priority: 1, azimuthDegrees: 350), Candidate("B", 5, 15, azimuthDegrees: 110)], [], Noon);
        Assert.Equal(Noon.AddMinutes(10).AddSeconds(120 / 6), contacts.Single(c => c.Satellite == "B").Start);
    }

    [Fact]
    public void An_antenna_for_the_whole_sky_receives_all_at_once()
    {
        var contacts = new ContactScheduler(new ScheduleOptions { AntennaTurns = false }).Resolve([Candidate("A", 0, 10), Candidate("B", 2, 9), Candidate("C", 3, 4)], [], Noon);
        Assert.All(contacts, c => Assert.Equal((ContactState.Scheduled, ""), (c.State, c.Reason)));
        Assert.Equal(Noon.AddMinutes(2), contacts[1].Start);
    }

    [Fact]
    public void A_contact_under_way_is_left_alone()
    {
        var running = OneAntenna.Resolve([Candidate("A", -2, 10)], [], Noon)[0].Become(Noon, ContactState.Pass);
        var contacts = OneAntenna.Resolve([Candidate("B", 0, 10, priority: 9)], [running], Noon);
        Assert.Equal((ContactState.Cancelled, "the antenna follows A, from which more frames are expected"), (contacts.Single().State, contacts.Single().Reason));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_overlaps_every_pass_is_accounted_for_and_no_two_contacts_need_the_antenna_at_once(int seed)
    {
        var random = new Random(seed);
        var candidates = Enumerable.Range(0, 300).Select(i =>
        {
            var from = random.NextDouble() * 1440;
            return Candidate($"S{i}", from, from + 2 + (random.NextDouble() * 12), random.Next(3), 1 + random.Next(60), random.NextDouble() * 360);
        }).ToArray();
        var contacts = OneAntenna.Resolve(candidates, [], Noon);
        Assert.Equal(candidates.Select(c => c.Satellite.Name).Order(), contacts.Select(c => c.Satellite).Order());
        var held = contacts.Where(c => !c.IsOver).OrderBy(c => c.Start).ToArray();
        Assert.All(held.Zip(held.Skip(1)), pair =>
        {
            var way = Math.Abs(Math.IEEERemainder(pair.First.EndAzimuthDegrees - pair.Second.StartAzimuthDegrees, 360));
            Assert.InRange((pair.Second.Start - pair.First.End).TotalSeconds, (way / 6) - 1e-6, double.MaxValue);
        });
        Assert.All(held, c =>
        {
            var pass = candidates.Single(p => p.Satellite.Name == c.Satellite);
            Assert.True(c.Start >= pass.Start && c.End <= pass.End && c.End - c.Start >= TimeSpan.FromSeconds(60));
        });
        // A cancelled pass could not have kept a minute beside those of at least its priority and worth.
        Assert.All(contacts.Where(c => c.IsOver), c => Assert.Contains(held, h => h.Priority >= c.Priority && h.Start < c.End + TimeSpan.FromSeconds(30) && c.Start < h.End + TimeSpan.FromSeconds(30)));
    }

    private static (string, ContactState, DateTimeOffset, DateTimeOffset) Of(IReadOnlyList<Contact> contacts, string satellite)
    {
        var contact = contacts.Single(c => c.Satellite == satellite);
        return (contact.Satellite, contact.State, contact.Start, contact.End);
    }
}
