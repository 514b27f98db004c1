using GroundTerminal.Configuration;
using GroundTerminal.Devices;
using GroundTerminal.Emulator;
using GroundTerminal.Station;
using GroundTerminal.Station.Contacts;
using GroundTerminal.Station.OrbitData;
using GroundTerminal.Station.Pointing;

namespace GroundTerminal.Live;

/// <summary>What follows satellites in a running station: orbits, schedule, contacts, motion authority, and the thread that steps them.</summary>
public sealed class LiveTracking : IDisposable
{
    private const int KeptNotes = 20;
    private readonly ContactStore _store;
    private readonly LiveClock? _machineClock;
    private readonly IRotator? _rotator;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _period;
    private readonly Queue<string> _notes = new();
    private ControlThread? _thread;
    private bool _closed;

    /// <param name="configuration">Its site and satellites are given.</param>
    /// <param name="channels">Channels of the satellites.</param>
    /// <param name="orbits">Where orbits are asked for. Owned from now on.</param>
    /// <param name="rotator">What turns the antenna; null where nothing does. Owned from now on.</param>
    /// <param name="clock">The station's time; that of an emulated stream is always right.</param>
    /// <param name="machineClock">Says how good the machine's clock is; null where an emulated stream is the clock.</param>
    /// <param name="contactsPath">File of the contact store.</param>
    /// <param name="calibrationPath">File of the rotator's calibration; null where there is no rotator.</param>
    /// <exception cref="InputException">The contact store cannot be opened.</exception>
    public LiveTracking(StationConfiguration configuration, IReadOnlyList<ContactChannel> channels, LiveOrbits orbits, IRotator? rotator, TimeProvider clock, LiveClock? machineClock, string contactsPath, string? calibrationPath)
    {
        (_rotator, _clock, _period) = (rotator, clock, configuration.Tracking.Period);
        _store = OpenStore(contactsPath);
        Book = new ContactBook(_store, Note);
        if (rotator is not null)
            (Antenna, Calibration) = MasterOf(rotator, configuration, calibrationPath!);
        _machineClock = machineClock;
        (Orbits, Satellites) = (orbits, configuration.Satellites);
        Director = new ContactDirector(StationBuilder.DirectorOptionsOf(configuration, channels), orbits, Book, Antenna, () => _machineClock?.Refusal());
    }

    /// <summary>The contacts.</summary>
    public ContactBook Book { get; }

    /// <summary>What runs them.</summary>
    public ContactDirector Director { get; }

    /// <summary>The orbits.</summary>
    public LiveOrbits Orbits { get; }

    /// <summary>What is followed.</summary>
    public IReadOnlyList<TrackedSatellite> Satellites { get; }

    /// <summary>The antenna's one master; null where nothing turns it.</summary>
    public MotionAuthority? Antenna { get; }

    /// <summary>Where its offsets are set and kept; null where nothing turns it.</summary>
    public LiveCalibration? Calibration { get; }

    /// <summary>The station's time.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>What turns the antenna, for people; null where nothing does.</summary>
    public string? RotatorDescription => _rotator?.Description;

    /// <summary>What an operator should know: of the clock, of satellites that are not followed, of orbits, of what went wrong.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            string? clock = _machineClock?.Refusal();
            IEnumerable<string> all = [.. clock is null ? [] : new[] { clock }, .. Director.Refused.Select(r => $"{r.Satellite}: {r.Reason}"), .. OrbitAlarms().Select(a => $"{a.About}: {a.Text}")];
            lock (_notes)
                return [.. all, .. _notes];
        }
    }

    /// <summary>What somebody should do something about: sources that fail, orbits that are stale.</summary>
    public IReadOnlyList<OrbitAlarm> OrbitAlarms() => Orbits.Book.Alarms(Satellites.Select(s => Orbits.Find(s, Now).Orbit?.CatalogNumber ?? 0).Where(n => Orbits.Book.Current.Find(n) is not null));

    /// <summary>Contacts that are over, the last first.</summary>
    public IReadOnlyList<Contact> Past(int count) => _closed ? [] : _store.Last(Now, count);

    /// <summary>Begins to follow.</summary>
    public void Start()
    {
        Book.TakeUp(Now);
        (_clock as StreamClock)?.Follow(Now);
        _thread = new ControlThread(_clock, _period, Step, e => Note($"control: {e.Message}"));
    }

    /// <summary>Ends contacts that are under way, stops the antenna and closes.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _thread?.Dispose();
        (_clock as StreamClock)?.StopFollowing();
        if (_thread is not null)
            Director.Close(Now);
        _closed = true;
        _rotator?.Dispose();
        Orbits.Dispose();
        _store.Dispose();
    }

    private (MotionAuthority Antenna, LiveCalibration Calibration) MasterOf(IRotator rotator, StationConfiguration configuration, string calibrationPath)
    {
        RotatorConfiguration configured = configuration.Rotator!;
        var store = new CalibrationStore(calibrationPath);
        PointingCalibration? calibration = store.Load(configured.Geometry, out string problem);
        if (problem.Length > 0)
            Note(problem);
        var antenna = new MotionAuthority(rotator, configured.Geometry, _clock, new MotionOptions { Period = _period, ManualTakesOver = configured.ManualTakesOver }, calibration);
        return (antenna, new LiveCalibration(antenna, configuration.Site!, store, _clock));
    }

    private static ContactStore OpenStore(string path)
    {
        try
        {
            return new ContactStore(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new InputException($"store.contacts: {e.Message}; expected a file that can be written, or none yet", e);
        }
    }

    private void Step(DateTimeOffset now)
    {
        Director.Step(now);
        (_clock as StreamClock)?.Follow(now);
    }

    private void Note(string text)
    {
        lock (_notes)
        {
            if (_notes.Contains(text))
                return;
            _notes.Enqueue(text);
            if (_notes.Count > KeptNotes)
                _notes.Dequeue();
        }
    }
}
