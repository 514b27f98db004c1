using System.Globalization;
using GroundTerminal.Orbit;

namespace GroundTerminal.Station.OrbitData;

/// <summary>The orbits of all satellites, from several sources, on a machine that is often offline. For any number of threads.</summary>
/// <remarks>
/// Readers take <see cref="Current"/>, an immutable snapshot that is swapped as a whole, and take no lock. Each source's last good texts are kept in the cache directory, from which the book begins after a restart. Of a
/// satellite, the orbit counts that has not expired and is from the source of the highest priority; among equals, the newest.
/// </remarks>
public sealed class OrbitBook
{
    /// <summary>Characters of an upload, and of all that are kept.</summary>
    public const int LongestUpload = 4 << 20, MostUploads = 32 << 20;

    /// <summary>Name of the source that uploads are.</summary>
    public const string UploadName = "upload";

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly OrbitCache? _cache;
    private readonly List<(IOrbitSource Source, OrbitSlot Slot)> _sources;
    private readonly OrbitSlot _uploads;
    private OrbitSnapshot _current;

    /// <summary>Begins with what the cache has; <see cref="RefreshAsync"/> reads the sources.</summary>
    public OrbitBook(OrbitBookOptions options, TimeProvider time)
    {
        _time = time;
        _cache = options.CacheDirectory is { } directory ? new OrbitCache(directory) : null;
        _sources = [.. options.Sources.Select(s => (s, new OrbitSlot(s.Name, s.Priority, options.Ages with { Limit = s.Limit ?? options.Ages.Limit })))];
        _uploads = new OrbitSlot(UploadName, options.UploadPriority, options.Ages);
        if (Slots.GroupBy(s => s.Name).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two sources of orbit data are called {twice.Key}; different names are expected.", nameof(options));
        foreach (var slot in Slots)
            Load(slot);
        _current = Snapshot(1);
    }

    /// <summary>The orbits as they are now.</summary>
    public OrbitSnapshot Current => Volatile.Read(ref _current);

    /// <summary>How each source is, uploads last.</summary>
    public IReadOnlyList<OrbitSourceStatus> Sources
    {
        get
        {
            lock (_gate)
                return [.. Slots.Select(s => new OrbitSourceStatus(s.Name, s.Priority, s.Count, s.ChangedAt, s.Memory.NotBefore, string.Join("; ", Problems(s))))];
        }
    }

    private IEnumerable<OrbitSlot> Slots => _sources.Select(s => s.Slot).Append(_uploads);

    /// <summary>Asks all sources at once; what one has to say counts as soon as it is there. To be called every few seconds: sources know by themselves how often they may be asked.</summary>
    /// <returns>Whether <see cref="Current"/> is another one now.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        var before = Current;
        await Task.WhenAll(_sources.Select(s => AskAsync(s.Source, s.Slot, cancellation))).ConfigureAwait(false);
        lock (_gate)
        {
            if (_time.GetUtcNow() >= Current.NextChange)
                Swap();
        }
        return Current != before;
    }

    /// <summary>Takes a text that someone sent; it is on disk when this returns.</summary>
    /// <param name="text">TLE, OMM or OEM, at most <see cref="LongestUpload"/> characters.</param>
    /// <param name="who">Who sent it, for the source's name.</param>
    /// <returns>What became of each satellite in it.</returns>
    /// <exception cref="OrbitDataException">It cannot be read, or there is too much of it; nothing is taken.</exception>
    /// <exception cref="IOException">It cannot be put on disk; nothing is taken.</exception>
    public IReadOnlyList<OrbitAcceptance> Accept(string text, string who)
    {
        if (text.Length > LongestUpload)
            throw new OrbitDataException($"{text.Length} characters; at most {LongestUpload} are expected.", 0);
        lock (_gate)
        {
            var (now, before) = (_time.GetUtcNow(), _uploads.Texts);
            var name = string.Create(CultureInfo.InvariantCulture, $"{who}, {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}, {before.Count + 1}");
            var taken = _uploads.Add(new OrbitText(name, text));
            try
            {
                if (_uploads.Texts.Sum(t => (long)t.Text.Length) > MostUploads)
                    throw new OrbitDataException($"there are more than {MostUploads} characters of uploads that are in use; fewer are expected.", 0);
                Save(_uploads);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or OrbitDataException)
            {
                _uploads.Replace(before, []);
                throw e is UnauthorizedAccessException ? new IOException(e.Message, e) : e;
            }
            _uploads.ChangedAt = now;
            Swap();
            return [.. taken.Select(c => Result(c, now))];
        }
    }

    /// <summary>What an operator should know now: sources that are wrong, and of the satellites watched those that are missing, stale or expired.</summary>
    /// <param name="watched">Catalogue numbers of the satellites that the station follows.</param>
    public IReadOnlyList<OrbitAlarm> Alarms(IEnumerable<int> watched)
    {
        var (now, current, alarms) = (_time.GetUtcNow(), Current, new List<OrbitAlarm>());
        lock (_gate)
        {
            foreach (var slot in Slots)
                alarms.AddRange(Problems(slot).Where(p => !slot.IsUnreachable || p != slot.Problem).Select(p => new OrbitAlarm(slot.Name, p)));
        }
        foreach (var number in watched)
        {
            var about = string.Create(CultureInfo.InvariantCulture, $"NORAD {number}");
            if (current.Find(number) is not { } entry)
                alarms.Add(new OrbitAlarm(about, "no source has an orbit of it"));
            else if (entry.State(now) is not OrbitState.Fresh and var state)
                alarms.Add(new OrbitAlarm(about, $"{(entry.Name.Length > 0 ? entry.Name + ": " : "")}{entry.WhyNotFresh(now)}{(state == OrbitState.Expired ? ", so it is not followed" : "")}"));
        }
        return alarms;
    }

    private static IEnumerable<string> Problems(OrbitSlot slot)
    {
        if (slot.Problem.Length > 0)
            yield return slot.Problem;
        foreach (var problem in slot.TextProblems)
            yield return problem;
        if (slot.CacheProblem.Length > 0)
            yield return slot.CacheProblem;
        if (slot.Damage.Length > 0)
            yield return slot.Damage;
    }

    private async Task AskAsync(IOrbitSource source, OrbitSlot slot, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (slot.IsBeingRead)
                return;
            slot.IsBeingRead = true;
        }
        try
        {
            var reading = await source.ReadAsync(slot.Memory, cancellation).ConfigureAwait(false);
            lock (_gate)
                Apply(slot, reading);
        }
        finally
        {
            slot.IsBeingRead = false;
        }
    }

    private void Apply(OrbitSlot slot, OrbitSourceReading reading)
    {
        var memory = reading.Memory ?? slot.Memory;
        (slot.Problem, slot.IsUnreachable) = (reading.Problem, reading.IsUnreachable);
        if (reading.Texts is { } texts)
        {
            slot.Replace(texts, reading.Kept);
            // A text that cannot be read is asked for again: the source must not say that it has not changed.
            if (slot.TextProblems.Count > 0)
                memory = memory with { ETag = slot.Memory.ETag, LastModified = slot.Memory.LastModified };
            slot.ChangedAt = _time.GetUtcNow();
            Swap();
        }
        if (reading.Texts is null && memory == slot.Memory && slot.CacheProblem.Length == 0)
            return;
        slot.Memory = memory;
        TrySave(slot);
    }

    private void Swap() => Volatile.Write(ref _current, Snapshot(_current.Version + 1));

    private OrbitSnapshot Snapshot(long version) => new([.. Slots.SelectMany(s => s.Candidates).SelectMany(c => c)], _time.GetUtcNow(), version);

    private OrbitAcceptance Result(OrbitCandidate candidate, DateTimeOffset now)
    {
        var (orbit, entry) = (candidate.Orbit, Current.EntryOf(candidate.Orbit));
        var isSame = ReferenceEquals(entry.Orbit, orbit);
        var reason = !isSame ? string.Create(CultureInfo.InvariantCulture, $"that of {entry.Source} is used, priority {entry.Priority}, epoch {entry.Epoch.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}")
            : entry.State(now) == OrbitState.Expired ? entry.WhyNotFresh(now) : "";
        return new OrbitAcceptance(orbit.Name, entry.CatalogNumber, candidate.Epoch, reason.Length == 0, reason);
    }

    private void Load(OrbitSlot slot)
    {
        if (_cache is null)
            return;
        var entry = _cache.Load(slot.Name, out var problem);
        slot.Damage = problem;
        if (entry is null)
            return;
        slot.Memory = entry.Memory;
        slot.Replace(entry.Texts, []);
    }

    private void TrySave(OrbitSlot slot)
    {
        try
        {
            Save(slot);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            slot.CacheProblem = $"it cannot be kept for the next start: {e.Message}";
        }
    }

    private void Save(OrbitSlot slot)
    {
        _cache?.Save(new OrbitCacheEntry(slot.Name, slot.Memory, slot.Texts));
        slot.CacheProblem = "";
    }
}
