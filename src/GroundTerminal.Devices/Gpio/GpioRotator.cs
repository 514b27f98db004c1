using GroundTerminal.Devices.Gpio.Axes;
using GroundTerminal.Devices.Gpio.Linux;
using GroundTerminal.Station;

namespace GroundTerminal.Devices.Gpio;

/// <summary>A rotator whose motors, switches and encoders hang on GPIO lines: hw/gpio-rotator.md.</summary>
/// <remarks>
/// Three kinds of threads: the control loop; one a chip that waits for edges; one that puts all outputs off where the loop hangs. Outputs go off when it is
/// disposed of, when the process exits in order (SIGTERM) and on an unhandled exception. Whoever handles SIGINT disposes of it. After kill -9 the kernel
/// releases the lines, and many chips keep the level: only pull resistors at the relays make that safe.
/// </remarks>
public sealed class GpioRotator : IRotator
{
    private const double HangSeconds = 0.5;
    private const int WatchMilliseconds = 50;
    private readonly RotatorControl _control;
    private readonly GpioRotatorOptions _options;
    private readonly IReadOnlyList<IGpioChip> _owned;
    private readonly TimeProvider _time;
    private readonly PositionFile? _file;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEvent _ended = new(false);
    private readonly List<Thread> _threads = [];
    private long _beatAt;
    private Task<string> _saving = Task.FromResult("");
    private int _isDisposed;

    /// <summary>On this machine's chips and converters.</summary>
    /// <exception cref="GpioException">A setting cannot be, or a line is not there; the message names the key and what would help.</exception>
    public static GpioRotator Open(GpioRotatorOptions options)
    {
        Check(options);
        var (chips, problems) = LinuxGpioChip.OpenAll();
        try
        {
            if (chips.Count == 0)
                throw new GpioException(problems.Count > 0 ? string.Join("; ", problems) : "there is no /dev/gpiochip*: has this machine GPIO, and its kernel CONFIG_GPIO_CDEV?");
            return new GpioRotator(options, chips, chips, (key, o) => new IioVoltage(key, o), TimeProvider.System);
        }
        catch
        {
            foreach (var chip in chips)
                chip.Dispose();
            throw;
        }
    }

    /// <param name="options">How it is wired.</param>
    /// <param name="chips">Where its lines are; they stay the caller's.</param>
    /// <param name="time">Clock of the control loop.</param>
    /// <exception cref="GpioException">A setting cannot be, or a line is not there; the message names the key and what would help.</exception>
    public GpioRotator(GpioRotatorOptions options, IReadOnlyList<IGpioChip> chips, TimeProvider time)
        : this(options, chips, [], (key, o) => new IioVoltage(key, o), time)
    {
    }

    internal GpioRotator(
        GpioRotatorOptions options, IReadOnlyList<IGpioChip> chips, IReadOnlyList<IGpioChip> owned,
        Func<string, GpioPotentiometerOptions, IAnalogInput> openAnalog, TimeProvider time)
    {
        Check(options);
        (_options, _owned, _time) = (options, owned, time);
        _control = new RotatorControl(options, chips, openAnalog, time);
        _file = options.PositionFile.Length > 0 ? new PositionFile(options.PositionFile) : null;
        Description = "GPIO, " + string.Join(", ", chips.Select(c => $"{c.Name} ({c.Label})"));
        RestorePositions();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        _beatAt = time.GetTimestamp();
        Begin("gpio control", ControlLoop);
        foreach (var lines in _control.InputLines)
            Begin("gpio edges", () => EdgeLoop(lines));
        Begin("gpio watch", WatchLoop);
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public RotatorFeedback Feedback => _control.Feedback;

    /// <summary>The axes as they are now.</summary>
    public IReadOnlyList<GpioAxisStatus> Axes =>
        [.. _control.Axes.Select(a => new GpioAxisStatus(a.Name, a.Sensor.Degrees, a.Sensor.IsSure, a.Drive.Direction != 0, a.Sensor.Glitches, a.Control.Problem))];

    /// <inheritdoc/>
    public void Point(double azimuthDegrees, double elevationDegrees)
    {
        _control.Point(azimuthDegrees, elevationDegrees);
        _wake.Set();
    }

    /// <inheritdoc/>
    public void Stop()
    {
        _control.Stop();
        _wake.Set();
    }

    /// <summary>A person says where the counting axes stand; a potentiometer is not corrected. At rest only.</summary>
    public void SetPosition(double azimuthDegrees, double elevationDegrees)
    {
        _control.Axes[0].Sensor.Correct(azimuthDegrees, isSure: true);
        _control.Axes[1].Sensor.Correct(elevationDegrees, isSure: true);
    }

    /// <summary>Outputs off, lines given back, positions kept.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _control.Shut("closed");
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        _ended.Set();
        _wake.Set();
        foreach (var lines in _control.InputLines)
            lines.Wake();
        bool haveEnded = _threads.TrueForAll(t => t == Thread.CurrentThread || t.Join(TimeSpan.FromSeconds(2)));
        _control.Shut("closed");
        _saving.Wait(TimeSpan.FromSeconds(2));
        Save();
        _saving.Wait(TimeSpan.FromSeconds(2));
        if (haveEnded)
            _control.Dispose();
        foreach (var chip in _owned)
            chip.Dispose();
    }

    private static void Check(GpioRotatorOptions options)
    {
        var problems = GpioOptionChecks.Problems(options);
        if (problems.Count > 0)
            throw new GpioException(string.Join("; ", problems.Select(p => $"{p.Key}: {p.Message}")));
    }

    private bool HasEnded => Volatile.Read(ref _isDisposed) != 0;

    private void Begin(string name, ThreadStart body)
    {
        var thread = new Thread(body) { Name = name, IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private void OnExit(object? sender, EventArgs e) => Dispose();

    private void ControlLoop()
    {
        var period = TimeSpan.FromSeconds(1 / _options.ControlRateHz);
        while (!HasEnded)
        {
            _control.Step();
            Volatile.Write(ref _beatAt, _time.GetTimestamp());
            _wake.WaitOne(period);
        }
    }

    private void EdgeLoop(IGpioLines lines)
    {
        var edges = new GpioEdge[64];
        while (!HasEnded)
        {
            try
            {
                int count = lines.ReadEdges(edges, 500);
                _control.Edges(lines, edges.AsSpan(0, count));
            }
            catch (Exception e)
            {
                _control.Trip(e.Message);
                _ended.WaitOne(WatchMilliseconds);
            }
        }
    }

    private void WatchLoop()
    {
        double wroteAt = 0;
        for (double seconds = 0; !_ended.WaitOne(WatchMilliseconds); seconds += WatchMilliseconds / 1000.0)
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _beatAt)).TotalSeconds > HangSeconds)
                _control.Trip("the control loop hung; outputs were put off");
            if (seconds - wroteAt < 1 || _control.IsMoving)
                continue;
            wroteAt = seconds;
            Save();
        }
    }

    private void RestorePositions()
    {
        var kept = _file?.Read() ?? [];
        foreach (var axis in _control.Axes)
        {
            if (axis.Sensor.Counts)
                axis.Sensor.Correct(kept.GetValueOrDefault(axis.Name), isSure: false);
        }
    }

    /// <summary>On a thread of the pool: a memory card may take seconds.</summary>
    private void Save()
    {
        if (_file is null || !_saving.IsCompleted)
            return;
        _control.Note(_saving.Result);
        var positions = _control.Axes.Where(a => a.Sensor.Counts).Select(a => (a.Name, a.Sensor.Degrees)).ToList();
        _saving = Task.Run(() => _file.Write(positions));
    }
}
