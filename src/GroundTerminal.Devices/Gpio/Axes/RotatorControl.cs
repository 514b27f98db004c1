using GroundTerminal.Station;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>The rotator without its threads: someone calls <see cref="Step"/> each period and hands edges in as they come.</summary>
internal sealed class RotatorControl : IDisposable
{
    /// <summary>A problem stands at least so long, so that whoever looks ten times a second sees it.</summary>
    private const double ProblemSeconds = 2;
    private readonly Lock _orders = new();
    private readonly GpioWiring _wiring;
    private readonly ControlClock _clock;
    private readonly double _watchdogSeconds;
    private readonly AxisAssembly _azimuth, _elevation;
    private readonly Dictionary<IGpioLines, uint[]> _sequences;
    private (double Azimuth, double Elevation)? _target;
    private bool _stops;
    private double _calledAt, _problemAt;
    private string _problem = "", _outputProblem = "";
    private volatile string _note = "";
    private volatile string _trip = "";
    private volatile bool _isShut;
    private volatile RotatorFeedback _feedback = RotatorFeedback.None;

    /// <exception cref="GpioException">A line or a converter is not there or in use.</exception>
    public RotatorControl(
        GpioRotatorOptions options, IReadOnlyList<IGpioChip> chips, Func<string, GpioPotentiometerOptions, IAnalogInput> openAnalog, TimeProvider time)
    {
        _clock = new ControlClock(time);
        _watchdogSeconds = options.WatchdogSeconds;
        _wiring = new GpioWiring(GpioOptionChecks.LinesOf(options), chips);
        try
        {
            _azimuth = new AxisAssembly("azimuth", options.Azimuth, _wiring, _clock, options.ControlRateHz, openAnalog);
            _elevation = new AxisAssembly("elevation", options.Elevation, _wiring, _clock, options.ControlRateHz, openAnalog);
            Axes = [_azimuth, _elevation];
            _sequences = _wiring.InputLines.ToDictionary(l => l, _ => new uint[1]);
        }
        catch
        {
            _azimuth?.Dispose();
            _wiring.Dispose();
            throw;
        }
    }

    public IReadOnlyList<IGpioLines> InputLines => _wiring.InputLines;

    public IReadOnlyList<AxisAssembly> Axes { get; }

    public bool IsPowered => _azimuth.Drive.Direction != 0 || _elevation.Drive.Direction != 0;

    public bool IsMoving => _azimuth.Control.IsMoving || _elevation.Control.IsMoving;

    /// <summary>Asking is a sign of life to the watchdog.</summary>
    public RotatorFeedback Feedback
    {
        get
        {
            Volatile.Write(ref _calledAt, _clock.Seconds);
            return _feedback;
        }
    }

    public void Point(double azimuthDegrees, double elevationDegrees)
    {
        if (!double.IsFinite(azimuthDegrees) || !double.IsFinite(elevationDegrees))
            throw new ArgumentOutOfRangeException(nameof(azimuthDegrees), $"{azimuthDegrees}, {elevationDegrees}: angles must be numbers");
        Volatile.Write(ref _calledAt, _clock.Seconds);
        lock (_orders)
            _target = (azimuthDegrees, elevationDegrees);
    }

    public void Stop()
    {
        Volatile.Write(ref _calledAt, _clock.Seconds);
        lock (_orders)
            (_target, _stops) = (null, true);
    }

    /// <summary>One period. What goes wrong puts the outputs off and stands in the feedback.</summary>
    public void Step()
    {
        try
        {
            if (_isShut)
                _outputProblem = _wiring.AllOff();
            else
                Act();
        }
        catch (Exception e)
        {
            Trip(e.Message);
        }
        Tell();
    }

    /// <summary>In a thread that reads edges.</summary>
    public void Edges(IGpioLines lines, ReadOnlySpan<GpioEdge> edges)
    {
        ref uint last = ref _sequences[lines][0];
        foreach (ref readonly var edge in edges)
        {
            bool isGap = edge.Sequence != last + 1;
            last = edge.Sequence;
            foreach (var axis in Axes)
            {
                if (isGap)
                    axis.Lost(lines);
                axis.Edge(lines, edge);
            }
        }
    }

    /// <summary>All outputs off, and they stay off until the next period of a loop that lives. Takes no lock. Any threads.</summary>
    public void Trip(string why)
    {
        foreach (var axis in Axes)
            axis.Drive.Trip();
        _trip = why.Length > 0 ? why : "tripped";
        _outputProblem = _wiring.AllOff();
    }

    /// <summary>As <see cref="Trip"/>, for good.</summary>
    public void Shut(string why)
    {
        _isShut = true;
        Trip(why);
    }

    /// <summary>Something to be told beside; empty for nothing. Any threads.</summary>
    public void Note(string note) => _note = note;

    public void Dispose()
    {
        Shut("closed");
        _wiring.Dispose();
        _azimuth.Dispose();
        _elevation.Dispose();
    }

    private void Act()
    {
        if (_trip.Length > 0)
            Recover();
        TakeOrders();
        foreach (var axis in Axes)
            axis.Control.Step();
        if (IsPowered && _clock.Seconds - Volatile.Read(ref _calledAt) > _watchdogSeconds)
            Halt($"stopped: moving, and nobody asked for {_watchdogSeconds:0.#} s");
    }

    private void Recover()
    {
        (_problem, _problemAt) = (_trip, _clock.Seconds);
        foreach (var axis in Axes)
        {
            axis.Control.Stop();
            axis.Drive.Recover();
        }
        (_trip, _outputProblem) = ("", "");
        lock (_orders)
            _target = null;
    }

    private void TakeOrders()
    {
        bool stops;
        (double Azimuth, double Elevation)? target;
        lock (_orders)
            (stops, target, _stops, _target) = (_stops, _target, false, null);
        if (stops)
            Halt("");
        if (target is not { } wanted)
            return;
        if (_clock.Seconds - _problemAt > ProblemSeconds)
            _problem = "";
        _azimuth.Control.Point(wanted.Azimuth);
        _elevation.Control.Point(wanted.Elevation);
    }

    private void Halt(string why)
    {
        (_problem, _problemAt) = (why, _clock.Seconds);
        foreach (var axis in Axes)
            axis.Control.Stop();
    }

    private void Tell()
    {
        var problems = Axes.Where(a => a.Control.Problem.Length > 0).Select(a => $"{a.Name}: {a.Control.Problem}").Prepend(_problem).Prepend(_trip).Prepend(_outputProblem).Append(_note);
        bool isSeen = Axes.All(a => a.Sensor.Fault.Length == 0);
        var last = _feedback;
        _feedback = new RotatorFeedback(isSeen ? _clock.Utc : last.Time, _azimuth.Sensor.Degrees, _elevation.Sensor.Degrees, string.Join("; ", problems.Where(p => p.Length > 0)));
    }
}
