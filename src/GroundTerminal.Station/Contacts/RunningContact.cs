using System.Globalization;
using GroundTerminal.Orbit;
using GroundTerminal.Station.Pointing;
using GroundTerminal.Station.Receiving;

namespace GroundTerminal.Station.Contacts;

/// <summary>What a contact needs from its prediction on: its orbit, the antenna's plan, its channels.</summary>
internal sealed class RunningContact
{
    /// <summary>Channels listen from so long before the contact to so long after it.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PostPass = TimeSpan.FromSeconds(5), AskAgain = TimeSpan.FromSeconds(10);

    /// <summary>A contact of which more was missed by the antenna has failed.</summary>
    private const double MostOffTarget = 0.5;

    private readonly SatelliteTarget _target;
    private readonly ContactChannel[] _channels;
    private readonly SkyView _view;
    private readonly ContactBook _book;
    private readonly MotionAuthority? _antenna;
    private readonly Action<Contact> _finished;
    private string _antennaRefusal = "";
    private DateTimeOffset _askAt;

    public RunningContact(IOrbit orbit, SkyView view, ContactChannel[] channels, ContactBook book, MotionAuthority? antenna, Action<Contact> finished)
    {
        (Orbit, _view, _channels, _book, _antenna, _finished) = (orbit, view, channels, book, antenna, finished);
        _target = new SatelliteTarget(orbit, view);
    }

    public IOrbit Orbit { get; }

    public PassPlan? Plan { get; private set; }

    /// <summary>Plans the antenna's way from where it will be then.</summary>
    public void Predict(Contact contact, (double AzimuthDegrees, double ElevationDegrees) from, DateTimeOffset now)
    {
        Plan = _antenna!.Planner.Plan(_target, contact.Start, contact.End, from, now);
        _book.Change(contact.Id, c => c with { Predicted = PointingFigures.Of(Plan.OffTargetSeconds, Plan.WorstErrorDegrees) });
    }

    public void Begin(Contact contact, DateTimeOffset now)
    {
        if (_antenna?.Mechanical is { } place)
            Predict(contact, place, now);
        Ask(contact, now);
        foreach (var channel in _channels)
            channel.Tracking.Listen(new SatelliteDoppler(Orbit, _view, channel.FrequencyHz), contact.Start - Beside, contact.End + Beside);
        _book.Change(contact.Id, c => c.Become(now, ContactState.PrePass, _antennaRefusal));
    }

    public void Advance(Contact contact, DateTimeOffset now)
    {
        if (contact.State is ContactState.PrePass or ContactState.Pass && _antennaRefusal.Length > 0 && now >= _askAt)
            Ask(contact, now);
        switch (contact.State)
        {
            case ContactState.PrePass when now >= contact.Start:
                _book.Change(contact.Id, c => c.Become(now, ContactState.Pass, _antennaRefusal));
                break;
            case ContactState.Pass when now >= contact.End:
                var measured = Release();
                _book.Change(contact.Id, c => (c with { Measured = measured }).Become(now, ContactState.PostPass));
                break;
            case ContactState.PostPass when now >= contact.End + PostPass:
                Rest();
                Finish(contact, now);
                break;
        }
    }

    /// <summary>The antenna follows no more, for a reason that will pass.</summary>
    public void Interrupt(string reason, DateTimeOffset now) => (_antennaRefusal, _askAt) = (reason, now + AskAgain);

    /// <summary>Ends without an end of its own: the antenna stays, the channels rest.</summary>
    public void Abandon(Contact contact)
    {
        if (contact.State is ContactState.PrePass or ContactState.Pass)
            Release();
        Rest();
    }

    // Nothing is known yet of where the antenna is, or it is stowed: both may pass, and the signal may be heard all the same.
    private void Ask(Contact contact, DateTimeOffset now)
    {
        _askAt = now + AskAgain;
        if (_antenna is null)
            return;
        if (Plan is null && _antenna.Mechanical is { } place)
            Predict(contact, place, now);
        _antennaRefusal = Plan is null ? "the rotator does not say where it is" : _antenna.Follow(Plan, _target) ?? "";
    }

    private void Rest()
    {
        foreach (var channel in _channels)
            channel.Tracking.Rest();
    }

    private PointingFigures? Release()
    {
        if (_antenna is null || _antennaRefusal.Length > 0)
            return null;
        var status = _antenna.Status;
        _antenna.Release();
        return PointingFigures.Of(status.OffTargetSeconds, status.WorstErrorDegrees);
    }

    private void Finish(Contact contact, DateTimeOffset now)
    {
        var (state, reason) = Result(contact);
        _book.Change(contact.Id, c => c.Become(now, state, reason));
        _finished(contact.Become(now, state, reason));
    }

    private (ContactState State, string Reason) Result(Contact contact)
    {
        if (_antennaRefusal.Length > 0)
            return (ContactState.Failed, $"the antenna did not follow: {_antennaRefusal}");
        var seconds = (contact.End - contact.Start).TotalSeconds;
        if (contact.Measured is { } measured && measured.OffTargetSeconds > MostOffTarget * seconds)
        {
            var fault = _antenna!.Status.FaultText;
            return (ContactState.Failed, string.Create(CultureInfo.InvariantCulture, $"the antenna was off target for {measured.OffTargetSeconds:0} s of {seconds:0} s{(fault.Length > 0 ? ": " + fault : "")}"));
        }
        return (ContactState.Completed, contact.Frames == 0 ? "no frame was received" : "");
    }
}
