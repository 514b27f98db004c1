using GroundTerminal.Emulator;
using GroundTerminal.Emulator.Rotators;
using GroundTerminal.Orbit;
using GroundTerminal.Orbits;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Station.Transmitting;

namespace GroundTerminal.Tests.Station.Transmitting;

public sealed class ContactUplinkTests
{
    private const double Degree = Math.PI / 180;
    private static readonly DateTimeOffset Day = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);
    private static readonly TransmitChannel Channel = TransmitBench.Fsk with { Satellite = "DEMO-1", FrequencyHz = 435e6 };
    private readonly SkyView _view = new(new Site(48.1 * Degree, 11.6 * Degree, 0.5));
    private readonly IOrbit _orbit = new ElementsLookup(ShippedOrbits.At(Day), "test").Find(new TrackedSatellite { Name = "DEMO-1" }, Day).Orbit!;
    private readonly SteppedClock _clock;
    private IReadOnlyList<Contact> _contacts;
    private string? _clockRefusal;
    private AntennaStatus? _antenna;

    public ContactUplinkTests()
    {
        _clock = new SteppedClock(FirstTimeAbove(30));
        _contacts = [ContactIn(ContactState.Pass)];
    }

    [Fact]
    public void In_a_contact_high_enough_with_a_good_clock_it_may_be_sent() => Assert.Null(Uplink().Refusal(Channel));

    [Theory]
    [InlineData(ContactState.Scheduled)]
    [InlineData(ContactState.PrePass)]
    [InlineData(ContactState.PostPass)]
    [InlineData(ContactState.Completed)]
    [InlineData(ContactState.Failed)]
    [InlineData(ContactState.Cancelled)]
    public void Outside_the_pass_it_may_not(ContactState state)
    {
        _contacts = [ContactIn(state)];
        Assert.Equal(TransmitRefusalKind.NoContact, Uplink().Refusal(Channel)!.Kind);
    }

    [Fact]
    public void In_a_contact_with_another_satellite_it_may_not()
    {
        _contacts = [ContactIn(ContactState.Pass) with { Satellite = "DEMO-2" }];
        Assert.Equal(TransmitRefusalKind.NoContact, Uplink().Refusal(Channel)!.Kind);
    }

    [Fact]
    public void Below_the_least_elevation_it_may_not()
    {
        Assert.Equal(TransmitRefusalKind.Elevation, Uplink().Refusal(Channel with { LeastElevationDegrees = 31 })!.Kind);
        Assert.Null(Uplink().Refusal(Channel with { LeastElevationDegrees = 29 }));
    }

    [Fact]
    public void Without_an_orbit_or_with_a_bad_clock_it_may_not()
    {
        Assert.Equal(TransmitRefusalKind.Elevation, (Uplink() with { Orbit = _ => null }).Refusal(Channel)!.Kind);
        _clockRefusal = "the clock says 1970";
        Assert.Equal(TransmitRefusalKind.Clock, Uplink().Refusal(Channel)!.Kind);
    }

    [Fact]
    public void An_antenna_that_is_off_target_faulty_silent_or_elsewhere_forbids_it()
    {
        AntennaStatus good = AntennaOn();
        Assert.Null(With(good));
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { BeamErrorDegrees = 5.1 })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { BeamErrorDegrees = double.NaN })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { Fault = MotionFault.Stall, FaultText = "stalled" })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { FeedbackAge = TimeSpan.FromSeconds(3) })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { FeedbackAge = null })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { Mode = MotionMode.Stopped })!.Kind);
        Assert.Equal(TransmitRefusalKind.Pointing, With(good with { Mode = MotionMode.PrePositioning })!.Kind);

        TransmitRefusal? With(AntennaStatus status)
        {
            _antenna = status;
            return Uplink().Refusal(Channel);
        }
    }

    [Fact]
    public void Where_no_contact_is_needed_none_of_this_counts()
    {
        _contacts = [];
        Assert.Null(Uplink().Refusal(Channel with { NeedsContact = false }));
    }

    [Fact]
    public void What_is_sent_arrives_on_the_channels_frequency_all_through_the_pass()
    {
        double most = 0;
        for (DateTimeOffset time = FirstTimeAbove(5); _view.TryLook(_orbit, time, out LookAngles look) && look.ElevationRadians > 5 * Degree; time += TimeSpan.FromSeconds(20))
        {
            _clock.Advance(time - _clock.GetUtcNow());
            double sent = Uplink().FrequencyHz(Channel, TimeSpan.FromSeconds(3));
            most = Math.Max(most, Math.Abs(sent - 435e6));
            // The frequency received is that sent, times how much shorter or longer a tenth of a second of it becomes on the way.
            DateTimeOffset from = time.AddSeconds(2.95), to = time.AddSeconds(3.05);
            double received = sent * (to - from).TotalSeconds / ((to - from).TotalSeconds + Delay(to) - Delay(from));
            Assert.Equal(435e6, received, 1.0);
        }
        Assert.InRange(most, 5e3, 11e3);
    }

    private double Delay(DateTimeOffset sent)
    {
        double seconds = 0;
        for (int round = 0; round < 5; round++)
        {
            Assert.True(_view.TryLook(_orbit, sent.AddSeconds(seconds), out LookAngles look));
            seconds = look.RangeKm / Propagation.LightKmPerS;
        }
        return seconds;
    }

    private ContactUplink Uplink() => new()
    {
        Contacts = () => _contacts,
        Orbit = n => n == "DEMO-1" ? _orbit : null,
        View = _view,
        Antenna = _antenna is null ? null : () => _antenna,
        ToleranceDegrees = 5,
        ClockRefusal = () => _clockRefusal,
        Clock = _clock,
    };

    private DateTimeOffset FirstTimeAbove(double degrees)
    {
        for (DateTimeOffset time = Day; time < Day.AddDays(2); time += TimeSpan.FromSeconds(1))
        {
            if (_view.TryLook(_orbit, time, out LookAngles look) && look.ElevationRadians > degrees * Degree)
                return time;
        }
        throw new InvalidOperationException("It does not rise.");
    }

    private Contact ContactIn(ContactState state) => new()
    {
        Satellite = "DEMO-1",
        CatalogNumber = 1,
        Priority = 0,
        Start = _clock.GetUtcNow().AddMinutes(-3),
        End = _clock.GetUtcNow().AddMinutes(3),
        Culmination = _clock.GetUtcNow(),
        MaxElevationDegrees = 50,
        StartAzimuthDegrees = 0,
        EndAzimuthDegrees = 180,
        ExpectedFrames = 1,
        State = state,
    };

    private AntennaStatus AntennaOn()
    {
        var antenna = new MotionAuthority(new EmulatedRotator(new EmulatedRotatorOptions(), _clock), new RotatorGeometry { Limits = new RotatorLimits(0, 450, 0, 180), ToleranceDegrees = 5 }, _clock);
        return antenna.Status with { Mode = MotionMode.Following, Fault = MotionFault.None, FeedbackAge = TimeSpan.FromSeconds(0.1), BeamErrorDegrees = 4.9 };
    }
}
