using GroundTerminal.Orbit;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Station.Contacts;

/// <summary>Runs the contacts: plans them, turns the antenna to them, lets their channels listen while they last, and writes down what became of them.</summary>
/// <remarks>
/// <see cref="Step"/> is called at the control rate (10 Hz); it also steps the motion authority. A contact is planned again every ten minutes and whenever an orbit
/// changes, until it begins; from pre-pass on it keeps its orbit. Orders of an operator may come on any thread.
/// </remarks>
public sealed class ContactDirector
{
    private static readonly TimeSpan PlanInterval = TimeSpan.FromMinutes(10), PredictAhead = TimeSpan.FromHours(2), Remembered = TimeSpan.FromHours(6);
    private readonly Lock _lock = new();
    private readonly DirectorOptions _options;
    private readonly IOrbitLookup _orbits;
    private readonly ContactBook _book;
    private readonly MotionAuthority? _antenna;
    private readonly Func<string?> _clockRefusal;
    private readonly PassFinder _finder;
    private readonly ContactScheduler _scheduler;
    private readonly SkyView _view;
    private readonly Dictionary<long, RunningContact> _running = [];
    private readonly List<OperatorPass> _asked = [];
    private DateTimeOffset _planAt = DateTimeOffset.MinValue;
    private long _version = -1;

    /// <param name="options">Site, satellites, channels, schedule.</param>
    /// <param name="orbits">The orbits.</param>
    /// <param name="book">Where contacts are shown and kept.</param>
    /// <param name="antenna">What turns the antenna; null where nothing does. Only this object steps it.</param>
    /// <param name="clockRefusal">Null, or why the clock is not fit to follow anything by.</param>
    public ContactDirector(DirectorOptions options, IOrbitLookup orbits, ContactBook book, MotionAuthority? antenna, Func<string?> clockRefusal)
    {
        (_options, _orbits, _book, _antenna, _clockRefusal) = (options, orbits, book, antenna, clockRefusal);
        _finder = new PassFinder(options, orbits);
        _scheduler = new ContactScheduler(options.Schedule);
        _view = new SkyView(options.Site);
    }

    /// <summary>Satellites without an orbit that may be used, each with the reason.</summary>
    public IReadOnlyList<(string Satellite, string Reason)> Refused => _finder.Refused;

    /// <summary>One control period.</summary>
    public void Step(DateTimeOffset now)
    {
        lock (_lock)
        {
            _antenna?.Step();
            if (now >= _planAt || _version != _orbits.Version)
                Plan(now);
            foreach (var contact in _book.Contacts)
            {
                if (!contact.IsOver)
                    Advance(contact, now);
            }
            PredictOne(now);
        }
    }

    /// <summary>An operator wants a satellite: the pass that it is in, or its next one, is scheduled before all others.</summary>
    /// <returns>The contact, or why there is none.</returns>
    public (Contact? Contact, string Refusal) Track(string satellite, DateTimeOffset now)
    {
        lock (_lock)
        {
            var pass = _finder.Find(now, now + _options.Schedule.Horizon).Where(c => c.Satellite.Name.Equals(satellite, StringComparison.OrdinalIgnoreCase)).MinBy(c => c.Start);
            if (pass is null)
                return (null, Missing(satellite));
            var name = pass.Satellite.Name;
            if (_book.Contacts.FirstOrDefault(c => c.Satellite == name && c.State is ContactState.PrePass or ContactState.Pass) is { } already)
                return (already, "");
            _asked.Add(new OperatorPass(name, pass.Pass.Culmination));
            foreach (var other in _book.Contacts.Where(c => _options.Schedule.AntennaTurns && c.State is ContactState.PrePass or ContactState.Pass && c.End > pass.Start && c.Start < pass.End))
                End(other, now, ContactState.Cancelled, $"an operator tracks {name}");
            Plan(now);
            var contact = _book.Contacts.FirstOrDefault(c => c.Satellite == name && !c.IsOver && c.Start < pass.End && c.End > pass.Start);
            return (contact, contact is null ? $"{name}: its pass is shorter than the least contact" : "");
        }
    }

    /// <summary>An operator gives a contact up.</summary>
    /// <returns>Null, or why it cannot be.</returns>
    public string? Cancel(long id, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_book.Contacts.FirstOrDefault(c => c.Id == id) is not { } contact)
                return $"there is no contact {id}";
            if (contact.IsOver)
                return $"contact {id} is over";
            _asked.RemoveAll(a => a.Satellite == contact.Satellite && a.Culmination >= contact.Start && a.Culmination <= contact.End);
            _book.Change(id, c => c with { ByOperator = true });
            End(contact, now, ContactState.Cancelled, "cancelled by an operator");
            return null;
        }
    }

    /// <summary>The antenna was taken from what it followed by somebody who has no say in it: it is asked again after some seconds.</summary>
    public void Interrupted(string reason, DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var contact in _book.Contacts.Where(c => c.State is ContactState.PrePass or ContactState.Pass))
                _running.GetValueOrDefault(contact.Id)?.Interrupt(reason, now);
        }
    }

    /// <summary>The station ends: contacts under way end with it, those to come wait for its next start.</summary>
    public void Close(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var contact in _book.Contacts.Where(c => !c.IsOver && c.State != ContactState.Scheduled))
                End(contact, now, ContactState.Failed, "the station was stopped in the midst of it");
            _antenna?.Stop();
        }
    }

    private string Missing(string satellite)
    {
        if (!_options.Satellites.Any(s => s.Name.Equals(satellite, StringComparison.OrdinalIgnoreCase)))
            return $"'{satellite}' is not among the satellites of the configuration: {string.Join(", ", _options.Satellites.Select(s => s.Name))}";
        var refused = Refused.FirstOrDefault(r => r.Satellite.Equals(satellite, StringComparison.OrdinalIgnoreCase));
        return refused.Reason is { } reason ? $"{satellite}: {reason}" : $"{satellite} does not rise above its least elevation within {_options.Schedule.Horizon.TotalHours:0} hours";
    }

    private void Plan(DateTimeOffset now)
    {
        (_planAt, _version) = (now + PlanInterval, _orbits.Version);
        _asked.RemoveAll(a => a.Culmination < now - PlanInterval);
        var running = _book.Contacts.Where(c => !c.IsOver && c.State != ContactState.Scheduled).ToArray();
        var candidates = _finder.Find(now, now + _options.Schedule.Horizon).Where(c => !Array.Exists(running, r => r.Satellite == c.Satellite.Name && r.End > c.Start && r.Start < c.End)).Select(Promoted);
        _book.Plan(_scheduler.Resolve(candidates, running, now), now);
        _book.Forget(now - Remembered);
    }

    private ContactCandidate Promoted(ContactCandidate candidate) =>
        _asked.Exists(a => a.Satellite == candidate.Satellite.Name && (a.Culmination - candidate.Pass.Culmination).Duration() < PlanInterval)
            ? candidate with { Satellite = candidate.Satellite with { Priority = TrackedSatellite.OperatorPriority } }
            : candidate;

    private void Advance(Contact contact, DateTimeOffset now)
    {
        if (contact.State == ContactState.Scheduled)
        {
            if (now >= contact.End)
                End(contact, now, ContactState.Failed, "its time went by before the station came to it");
            else if (now >= PrePassAt(contact))
                Begin(contact, now);
        }
        else if (_running.TryGetValue(contact.Id, out var running))
        {
            running.Advance(contact, now);
        }
    }

    // Contacts do not overlap where the antenna turns, so the one before is over.
    private DateTimeOffset PrePassAt(Contact contact) =>
        _antenna is null ? contact.Start - TimeSpan.FromSeconds(10)
        : _running.TryGetValue(contact.Id, out var predicted) && predicted.Plan is { } plan ? plan.PrePositionAt - TimeSpan.FromSeconds(15)
        : contact.Start - TimeSpan.FromSeconds(60);

    private void Begin(Contact contact, DateTimeOffset now)
    {
        if (_antenna is not null && _book.Contacts.Any(c => c.Id != contact.Id && c.State is ContactState.PrePass or ContactState.Pass))
            return;
        if (_clockRefusal() is { } clock)
            End(contact, now, ContactState.Failed, clock);
        else if (Running(contact, now, out var refusal) is { } running)
            running.Begin(contact, now);
        else
            End(contact, now, ContactState.Cancelled, refusal);
    }

    private RunningContact? Running(Contact contact, DateTimeOffset now, out string refusal)
    {
        refusal = "";
        var satellite = _options.Satellites.First(s => s.Name == contact.Satellite);
        var answer = _orbits.Find(satellite, now);
        if (answer.Orbit is not { } orbit)
        {
            refusal = answer.Refusal;
            return null;
        }
        if (_running.TryGetValue(contact.Id, out var known) && ReferenceEquals(known.Orbit, orbit))
            return known;
        return _running[contact.Id] = new RunningContact(orbit, _view, [.. _options.Channels.Where(c => c.Satellite == contact.Satellite)], _book, _antenna, c => Finish(c));
    }

    private void Finish(Contact contact)
    {
        _running.Remove(contact.Id);
        if (_options.ParkBefore is { } time && contact.IsOver && NextStart() is var next && !(next < contact.End + time))
            _antenna?.Park();
    }

    private DateTimeOffset? NextStart() => _book.Contacts.FirstOrDefault(c => !c.IsOver)?.Start;

    private void End(Contact contact, DateTimeOffset now, ContactState state, string reason)
    {
        if (_running.Remove(contact.Id, out var running))
            running.Abandon(contact);
        _book.Change(contact.Id, c => c.Become(now, state, reason));
    }

    /// <summary>The next contact that nothing is predicted of yet; while nothing is followed, for planning takes some milliseconds.</summary>
    private void PredictOne(DateTimeOffset now)
    {
        if (_antenna is null || _book.Contacts.Any(c => c.State is ContactState.PrePass or ContactState.Pass))
            return;
        var from = _antenna.Mechanical;
        foreach (var contact in _book.Contacts)
        {
            if (contact.State != ContactState.Scheduled || contact.Start > now + PredictAhead || from is not { } place)
                continue;
            if (contact.Predicted is not null && _running.TryGetValue(contact.Id, out var known) && known.Plan is { } plan)
            {
                from = (plan.Path[^1].AzimuthDegrees, plan.Path[^1].ElevationDegrees);
                continue;
            }
            Running(contact, now, out _)?.Predict(contact, place, now);
            return;
        }
    }

    private sealed record OperatorPass(string Satellite, DateTimeOffset Culmination);
}
