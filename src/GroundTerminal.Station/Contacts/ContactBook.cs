using GroundTerminal.Station.Frames;

namespace GroundTerminal.Station.Contacts;

/// <summary>All contacts to come and under way, and how they go on; each step is stored before it is shown. Any threads.</summary>
public sealed class ContactBook : IFrameListener
{
    private readonly Lock _lock = new();
    private readonly ContactStore? _store;
    private readonly Action<string> _complain;
    private List<Contact> _contacts = [];
    private Contact[] _shown = [];
    private long _unstoredIds = -1;

    /// <param name="store">Where they are kept; null for nowhere.</param>
    /// <param name="complain">Told where the store refuses.</param>
    public ContactBook(ContactStore? store, Action<string> complain) => (_store, _complain) = (store, complain);

    /// <summary>Contacts to come and under way, and those that ended in the last hours, in order of their start.</summary>
    public IReadOnlyList<Contact> Contacts => Volatile.Read(ref _shown);

    /// <summary>Takes up what an earlier run left: its contacts to come are still to come; of the others it says why they failed.</summary>
    public void TakeUp(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (Contact contact in _store?.Open() ?? [])
            {
                if (contact.State != ContactState.Scheduled)
                    Store(contact.Become(now, ContactState.Failed, "the station was stopped in the midst of it"));
                else if (contact.End <= now)
                    Store(contact.Become(now, ContactState.Failed, "the station was not running"));
                else
                    _contacts.Add(contact with { Predicted = null });
            }
            Show();
        }
    }

    /// <summary>Takes a new plan: contacts that are not under way become what it says, those that it has no more are cancelled.</summary>
    /// <param name="planned">Contacts scheduled or cancelled.</param>
    /// <param name="now">UTC.</param>
    public void Plan(IEnumerable<Contact> planned, DateTimeOffset now)
    {
        lock (_lock)
        {
            var left = _contacts.Where(c => c.State == ContactState.Scheduled || (c.State == ContactState.Cancelled && c.End > now && !c.HasBegun)).ToList();
            foreach (Contact plan in planned)
            {
                int at = left.FindIndex(c => IsSamePass(c, plan));
                if (at < 0)
                {
                    // What began and ended is not begun again, unless an operator asks for it.
                    if (!_contacts.Exists(c => IsSamePass(c, plan) && (!c.IsOver || !plan.ByOperator)))
                        _contacts.Add(Store(plan));
                    continue;
                }
                Replace(left[at], Merge(left[at], plan, now));
                left.RemoveAt(at);
            }
            foreach (Contact gone in left.Where(c => c.State == ContactState.Scheduled))
                Replace(gone, Store(gone.Become(now, ContactState.Cancelled, "no such pass by the orbit data of now")));
            Show();
        }
    }

    /// <summary>Changes one contact; nothing where it is no longer there.</summary>
    public void Change(long id, Func<Contact, Contact> change)
    {
        lock (_lock)
        {
            if (_contacts.Find(c => c.Id == id) is not { } contact)
                return;
            Replace(contact, Store(change(contact)));
            Show();
        }
    }

    /// <summary>Forgets contacts that ended before a time; they stay in the store.</summary>
    public void Forget(DateTimeOffset before)
    {
        lock (_lock)
        {
            if (_contacts.RemoveAll(c => c.IsOver && c.End < before) > 0)
                Show();
        }
    }

    /// <summary>Counts a frame to the contact that it came in.</summary>
    public void OnStored(Frame frame)
    {
        lock (_lock)
        {
            if (frame.Time is not { } time || _contacts.Find(c => c.Satellite == frame.Satellite && IsWithin(c, time)) is not { } contact)
                return;
            Replace(contact, contact with { Frames = contact.Frames + 1 });
            Show();
        }
    }

    private static bool IsWithin(Contact contact, DateTimeOffset time) =>
        contact.State is ContactState.PrePass or ContactState.Pass or ContactState.PostPass && time >= contact.Start - TimeSpan.FromSeconds(30) && time <= contact.End + TimeSpan.FromSeconds(30);

    // A pass moves by seconds with new orbit data; the next one of the same satellite is far off.
    private static bool IsSamePass(Contact a, Contact b) => a.Satellite == b.Satellite && (a.Culmination - b.Culmination).Duration() < TimeSpan.FromMinutes(10) && a.Start < b.End && b.Start < a.End;

    private Contact Merge(Contact old, Contact plan, DateTimeOffset now)
    {
        if (old.ByOperator && old.State == ContactState.Cancelled && !plan.ByOperator)
            return old;
        bool same = old.State == plan.State && old.Reason == plan.Reason;
        bool moved = !same || (old.Start - plan.Start).Duration() > TimeSpan.FromSeconds(1) || (old.End - plan.End).Duration() > TimeSpan.FromSeconds(1);
        Contact merged = plan with
        {
            Id = old.Id,
            State = old.State,
            Reason = old.Reason,
            Life = old.Life,
            ByOperator = old.ByOperator || plan.ByOperator,
            Predicted = moved ? null : old.Predicted,
        };
        return same ? (moved ? Store(merged) : merged) : Store(merged.Become(now, plan.State, plan.Reason));
    }

    private void Replace(Contact old, Contact contact) => _contacts[_contacts.IndexOf(old)] = contact;

    private void Show() => Volatile.Write(ref _shown, [.. _contacts.OrderBy(c => c.Start).ThenBy(c => c.Id)]);

    // Where the disk refuses, the contact goes on without its record: an antenna that stands still would be worse.
    private Contact Store(Contact contact)
    {
        try
        {
            if (_store is not null)
                return _store.Write(contact with { Id = Math.Max(0, contact.Id) });
        }
        catch (Sqlite.SqliteException e)
        {
            _complain($"contact of {contact.Satellite} not stored: {e.Message}");
        }
        return contact.Id != 0 ? contact : contact with { Id = _unstoredIds-- };
    }
}
