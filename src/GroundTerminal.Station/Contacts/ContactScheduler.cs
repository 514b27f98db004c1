using System.Globalization;

namespace GroundTerminal.Station.Contacts;

/// <summary>Makes contacts of passes: where they overlap and the antenna must choose, by priority, then by frames expected. Pure.</summary>
/// <remarks>
/// Passes are taken in that order; each gets the longest piece of its time that those before it left, less the time to turn from and to them. What is too short is
/// cancelled, and told by whom. An antenna that hears the whole sky receives all of them at once.
/// </remarks>
/// <param name="options">What it holds to.</param>
public sealed class ContactScheduler(ScheduleOptions options)
{
    private const double Degrees = 180 / Math.PI;

    /// <summary>All candidates as contacts, in order of their start: scheduled, or cancelled with the reason.</summary>
    /// <param name="candidates">In any order.</param>
    /// <param name="running">Contacts under way, which are left alone.</param>
    /// <param name="now">UTC.</param>
    public IReadOnlyList<Contact> Resolve(IEnumerable<ContactCandidate> candidates, IReadOnlyList<Contact> running, DateTimeOffset now)
    {
        List<Contact> taken = [.. running.Where(c => !c.IsOver)];
        var contacts = new List<Contact>();
        foreach (var (candidate, worth) in candidates.Select(c => (c, c.ExpectedFrames(c.Start, c.End))).OrderByDescending(c => c.c.Satellite.Priority).ThenByDescending(c => c.Item2).ThenBy(c => c.c.Start))
        {
            var contact = options.AntennaTurns ? Fit(candidate, worth, taken, now) : Make(candidate, candidate.Start, candidate.End, worth);
            contact = contact.Life.Count == 0 ? contact.Become(now, ContactState.Scheduled, Shortened(candidate, contact)) : contact;
            contacts.Add(contact);
            if (!contact.IsOver)
                taken.Add(contact);
        }
        return [.. contacts.OrderBy(c => c.Start)];
    }

    private static string Shortened(ContactCandidate candidate, Contact contact) =>
        contact.Start == candidate.Start && contact.End == candidate.End
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{(contact.End - contact.Start).TotalSeconds:0} s of the pass's {(candidate.End - candidate.Start).TotalSeconds:0} s: the antenna serves another contact in the rest");

    private static Contact Make(ContactCandidate candidate, DateTimeOffset start, DateTimeOffset end, double worth) => new()
    {
        Satellite = candidate.Satellite.Name,
        CatalogNumber = candidate.Satellite.CatalogNumber,
        Priority = candidate.Satellite.Priority,
        ByOperator = candidate.Satellite.Priority == TrackedSatellite.OperatorPriority,
        Start = start,
        End = end,
        Culmination = candidate.Pass.Culmination,
        MaxElevationDegrees = candidate.Pass.AtCulmination.ElevationRadians * Degrees,
        StartAzimuthDegrees = candidate.LookAt(start).AzimuthRadians * Degrees,
        EndAzimuthDegrees = candidate.LookAt(end).AzimuthRadians * Degrees,
        ExpectedFrames = worth,
        OrbitSource = candidate.OrbitSource,
        OrbitAgeHours = candidate.OrbitAge.TotalHours,
    };

    /// <summary>The longest piece of the pass that the others leave.</summary>
    private Contact Fit(ContactCandidate candidate, double worth, List<Contact> taken, DateTimeOffset now)
    {
        var (best, blocker, from) = ((Start: candidate.Start, End: candidate.Start), (Contact?)null, candidate.Start);
        foreach (var other in taken.OrderBy(c => c.Start))
        {
            var (busyFrom, busyTo) = (other.Start - Turn(candidate, other.Start, other.StartAzimuthDegrees), other.End + Turn(candidate, other.End, other.EndAzimuthDegrees));
            if (busyTo <= from || busyFrom >= candidate.End)
                continue;
            blocker = blocker is null || other.Priority > blocker.Priority ? other : blocker;
            if (busyFrom - from > best.End - best.Start)
                best = (from, busyFrom);
            from = busyTo > from ? busyTo : from;
        }
        if (candidate.End - from > best.End - best.Start)
            best = (from, candidate.End);
        if (blocker is null || best.End - best.Start >= options.LeastContact)
            return Make(candidate, best.Start, best.End, blocker is null ? worth : candidate.ExpectedFrames(best.Start, best.End));
        var why = blocker.Priority > candidate.Satellite.Priority ? "of higher priority" : "from which more frames are expected";
        return Make(candidate, candidate.Start, candidate.End, worth).Become(now, ContactState.Cancelled, $"the antenna follows {blocker.Satellite}, {why}");
    }

    /// <summary>How long the antenna turns between the satellite's direction at a time and another.</summary>
    private TimeSpan Turn(ContactCandidate candidate, DateTimeOffset time, double azimuthDegrees)
    {
        var within = time < candidate.Start ? candidate.Start : time > candidate.End ? candidate.End : time;
        var way = Math.Abs(Math.IEEERemainder((candidate.LookAt(within).AzimuthRadians * Degrees) - azimuthDegrees, 360));
        return TimeSpan.FromSeconds(way / options.AzimuthSpeedDegreesPerS);
    }
}
