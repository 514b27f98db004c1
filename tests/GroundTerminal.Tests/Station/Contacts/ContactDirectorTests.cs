using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Frames;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Tests.Station.Contacts;

/// <summary>Contacts from their schedule to their end, on the orbits that ship, at 10 Hz of a clock of the test's own.</summary>
public class ContactDirectorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.1);
    private readonly SteppedClock _clock = new(Start);
    private readonly ContactBook _book = new(null, text => Assert.Fail(text));
    private readonly ChannelTracking _channel = new(250e3, 2048);
    private readonly EmulatedRotator _rotator;
    private readonly MotionAuthority _antenna;
    private string? _clockRefusal;

    public ContactDirectorTests()
    {
        _rotator = new EmulatedRotator(new EmulatedRotatorOptions(), _clock);
        _antenna = new MotionAuthority(_rotator, new RotatorGeometry { Limits = new RotatorLimits(0, 450, 0, 180), ToleranceDegrees = 10 }, _clock);
    }

    [Fact]
    public void A_contact_goes_through_its_life_and_its_channel_listens_while_it_lasts()
    {
        var director = Director(_antenna, "DEMO-1");
        director.Step(Start);
        var contact = _book.Contacts[0];
        Run(director, contact.Start - TimeSpan.FromSeconds(5));
        Assert.Equal(ContactState.PrePass, Now(contact).State);
        Assert.False(_channel.TakeUp(_clock.GetUtcNow()));
        Run(director, contact.Start + TimeSpan.FromSeconds(60));
        Assert.Equal(ContactState.Pass, Now(contact).State);
        Assert.True(_channel.TakeUp(_clock.GetUtcNow()));
        // Directions themselves are held against python3-sgp4 in the tests of Orbit.
        Assert.InRange(_antenna.Status.BeamErrorDegrees, 0, 2);
        _book.OnStored(FrameAt(_clock.GetUtcNow()));
        Run(director, contact.End + TimeSpan.FromSeconds(10));
        var done = Now(contact);
        Assert.Equal((ContactState.Completed, "", 1L), (done.State, done.Reason, done.Frames));
        Assert.Equal([ContactState.Scheduled, ContactState.PrePass, ContactState.Pass, ContactState.PostPass, ContactState.Completed], done.Life.Select(e => e.State));
        Assert.Equal(done.Predicted!.OffTargetSeconds, done.Measured!.OffTargetSeconds, 0.5);
        Assert.False(_channel.IsListening);
    }

    [Fact]
    public void Without_an_orbit_that_may_be_used_there_is_no_contact_and_the_reason_is_told()
    {
        var director = Director(_antenna, "DEMO-1", new ElementsLookup([], "nowhere"));
        director.Step(Start);
        Assert.Empty(_book.Contacts);
        Assert.Equal([("DEMO-1", "no orbit data in nowhere")], director.Refused);
    }

    [Fact]
    public void A_clock_that_is_not_fit_fails_the_contact()
    {
        var director = Director(_antenna, "DEMO-1");
        director.Step(Start);
        _clockRefusal = "the clock says 1970";
        var contact = _book.Contacts[0];
        Run(director, contact.Start);
        Assert.Equal((ContactState.Failed, "the clock says 1970"), (Now(contact).State, Now(contact).Reason));
        Assert.False(_channel.IsListening);
    }

    [Fact]
    public void A_stowed_antenna_fails_the_contact_but_the_channel_listens()
    {
        var director = Director(_antenna, "DEMO-1");
        director.Step(Start);
        Assert.Null(_antenna.Stow("wind"));
        var contact = _book.Contacts[0];
        Run(director, contact.Start + TimeSpan.FromSeconds(30));
        Assert.True(_channel.IsListening);
        Run(director, contact.End + TimeSpan.FromSeconds(10));
        Assert.Equal(ContactState.Failed, Now(contact).State);
        Assert.Contains("wind", Now(contact).Reason);
    }

    [Fact]
    public void What_an_operator_tracks_goes_before_what_is_under_way()
    {
        // 37 satellites: some other is above the horizon before a contact is over.
        var director = Director(_antenna, [.. Enumerable.Range(1, 37).Select(i => $"DEMO-{i}")]);
        director.Step(Start);
        var first = _book.Contacts.First(c => !c.IsOver);
        var other = _book.Contacts.First(c => c.Satellite != first.Satellite && c.Start > first.Start && c.Start < first.End);
        Run(director, other.Start + TimeSpan.FromSeconds(1));
        Assert.Equal(ContactState.Pass, Now(first).State);
        var (tracked, refusal) = director.Track(other.Satellite.ToLowerInvariant(), _clock.GetUtcNow());
        Assert.Equal((other.Satellite, ""), (tracked!.Satellite, refusal));
        Assert.Equal((ContactState.Cancelled, $"an operator tracks {other.Satellite}"), (Now(first).State, Now(first).Reason));
        Run(director, _clock.GetUtcNow() + TimeSpan.FromSeconds(2));
        Assert.Contains(Now(tracked).State, new[] { ContactState.PrePass, ContactState.Pass });
        Assert.Null(director.Cancel(tracked.Id, _clock.GetUtcNow()));
        Assert.Equal((ContactState.Cancelled, "cancelled by an operator"), (Now(tracked).State, Now(tracked).Reason));
        Assert.True(Now(tracked).ByOperator);
        Assert.Equal($"contact {tracked.Id} is over", director.Cancel(tracked.Id, _clock.GetUtcNow()));
        // Given up, it stays so whatever is planned; asked for again, it is a contact again.
        Run(director, _clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        Assert.Equal(ContactState.Cancelled, Now(tracked).State);
        var (again, _) = director.Track(other.Satellite, _clock.GetUtcNow());
        Assert.Equal((other.Satellite, true, other.Culmination), (again!.Satellite, again.ByOperator, again.Culmination));
        Run(director, _clock.GetUtcNow() + TimeSpan.FromSeconds(5));
        Assert.Contains(Now(again).State, new[] { ContactState.PrePass, ContactState.Pass });
        Assert.StartsWith("'NOSAT' is not among the satellites", director.Track("NOSAT", _clock.GetUtcNow()).Refusal);
    }

    [Fact]
    public void Without_a_rotator_contacts_overlap_as_the_passes_do()
    {
        var director = Director(null, [.. Enumerable.Range(1, 37).Select(i => $"DEMO-{i}")]);
        director.Step(Start);
        Assert.DoesNotContain(_book.Contacts, c => c.IsOver);
        var most = _book.Contacts.Max(c => _book.Contacts.Count(o => o.Start <= c.Start && o.End > c.Start));
        Assert.InRange(most, 2, 37);
        var overlapping = _book.Contacts.First(c => _book.Contacts.Count(o => o.Start <= c.Start && o.End > c.Start) == most);
        Run(director, overlapping.Start + TimeSpan.FromSeconds(1));
        Assert.Equal(most, _book.Contacts.Count(c => c.State == ContactState.Pass));
    }

    private static Frame FrameAt(DateTimeOffset time) => new()
    {
        Payload = [1],
        Time = time,
        Sample = 0,
        SnrDb = 10,
        FrequencyOffsetHz = 0,
        TimingOffsetPpm = 0,
        Inverted = false,
        CorrectedBits = 0,
        HeaderPlausible = true,
        Satellite = "DEMO-1",
        Transmitter = "DEMO-1",
        Framing = "AX.25",
    };

    private ContactDirector Director(MotionAuthority? antenna, params string[] satellites) => Director(antenna, satellites, new ElementsLookup(ShippedOrbits.At(Start), "the emulator"));

    private ContactDirector Director(MotionAuthority? antenna, string satellite, IOrbitLookup orbits) => Director(antenna, [satellite], orbits);

    private ContactDirector Director(MotionAuthority? antenna, string[] satellites, IOrbitLookup orbits) => new(
        new DirectorOptions
        {
            Site = new Site(48.1 * Math.PI / 180, 11.6 * Math.PI / 180, 0.5),
            Satellites = [.. satellites.Select(s => new TrackedSatellite { Name = s, LeastElevationDegrees = 5 })],
            Channels = [new ContactChannel(satellites[0], 436.5e6, _channel)],
            Schedule = new ScheduleOptions { AntennaTurns = antenna is not null },
        },
        orbits,
        _book,
        antenna,
        () => _clockRefusal);

    private Contact Now(Contact contact) => _book.Contacts.Single(c => c.Id == contact.Id);

    private void Run(ContactDirector director, DateTimeOffset until)
    {
        // Long waits go by in steps of a second: nothing turns in them.
        while (_clock.GetUtcNow() < until)
        {
            _clock.Advance(_book.Contacts.Any(c => c.State is ContactState.PrePass or ContactState.Pass) ? Period : TimeSpan.FromSeconds(1));
            director.Step(_clock.GetUtcNow());
        }
    }
}
