using GroundTerminal.Station;

namespace GroundTerminal.Emulator.Rotators;

/// <summary>A rotator with inertia, play and end stops that moves as its clock goes on, and in which faults can be put.</summary>
/// <remarks>It moves when it is looked at: what happened since the last look is made up then. Any threads.</remarks>
public sealed class EmulatedRotator : IRotator
{
    private readonly Lock _lock = new();
    private readonly EmulatedRotatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly EmulatedAxis _azimuth, _elevation;
    private readonly GaussianNoise _noise;
    private readonly float[] _deviates = new float[2];
    private RotatorFaults _faults = RotatorFaults.None;
    private RotatorFeedback _feedback = RotatorFeedback.None;
    private Place _place;
    private DateTimeOffset _at;
    private bool _strays;

    /// <param name="options">What it is built of.</param>
    /// <param name="clock">What it moves by.</param>
    public EmulatedRotator(EmulatedRotatorOptions options, TimeProvider clock)
    {
        (_options, _clock, _at) = (options, clock, clock.GetUtcNow());
        _azimuth = new EmulatedAxis(options.Azimuth, options.StartAzimuthDegrees);
        _elevation = new EmulatedAxis(options.Elevation, options.StartElevationDegrees);
        _noise = new GaussianNoise(options.Seed);
        _place = new Place(options.StartAzimuthDegrees, options.StartElevationDegrees);
    }

    /// <inheritdoc/>
    public string Description => "emulated rotator";

    /// <summary>What is wrong with it.</summary>
    public RotatorFaults Faults
    {
        get => _faults;
        set
        {
            lock (_lock)
            {
                Advance();
                (_faults, _strays) = (value, value.AzimuthStraysDegreesPerS != 0);
            }
        }
    }

    /// <summary>Times that an axis ran against an end stop.</summary>
    public int StopHits
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _azimuth.StopHits + _elevation.StopHits;
            }
        }
    }

    /// <summary>Commands that asked for an angle beyond an end stop; the axis then turns to the stop.</summary>
    public int ImpossibleTargets { get; private set; }

    /// <inheritdoc/>
    public RotatorFeedback Feedback
    {
        get
        {
            lock (_lock)
            {
                Advance();
                if (_faults is { Mute: false, Unplugged: false })
                    _feedback = new RotatorFeedback(_at, Told(_azimuth, _options.Azimuth) + _faults.AzimuthJumpDegrees, Told(_elevation, _options.Elevation));
                return _feedback;
            }
        }
    }

    /// <summary>Whether a motor turns.</summary>
    public bool IsMoving
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return _azimuth.IsMoving || _elevation.IsMoving || _faults.AzimuthRunsAwayDegreesPerS != 0 || _strays;
            }
        }
    }

    /// <summary>Where the antenna truly is: azimuth and elevation of the mechanics, degrees.</summary>
    public (double AzimuthDegrees, double ElevationDegrees) Antenna
    {
        get
        {
            lock (_lock)
            {
                Advance();
                return (_azimuth.AntennaDegrees, _elevation.AntennaDegrees);
            }
        }
    }

    /// <summary>The same as of the last time that somebody asked it anything; without a lock, for the radio's thread.</summary>
    public (double AzimuthDegrees, double ElevationDegrees) LastAntenna
    {
        get
        {
            var place = Volatile.Read(ref _place);
            return (place.Azimuth, place.Elevation);
        }
    }

    /// <inheritdoc/>
    public void Point(double azimuthDegrees, double elevationDegrees)
    {
        lock (_lock)
        {
            Advance();
            if (_faults.Unplugged)
                return;
            if (!(Within(azimuthDegrees, _options.Azimuth) && Within(elevationDegrees, _options.Elevation)))
                ImpossibleTargets++;
            _azimuth.Point(Math.Clamp(azimuthDegrees, _options.Azimuth.LeastDegrees, _options.Azimuth.MostDegrees));
            _elevation.Point(Math.Clamp(elevationDegrees, _options.Elevation.LeastDegrees, _options.Elevation.MostDegrees));
            _strays = _faults.AzimuthStraysDegreesPerS != 0;
        }
    }

    /// <inheritdoc/>
    public void Stop()
    {
        lock (_lock)
        {
            Advance();
            if (_faults.Unplugged)
                return;
            _azimuth.Stop();
            _elevation.Stop();
            _strays = false;
        }
    }

    /// <summary>Stops it.</summary>
    public void Dispose() => Stop();

    private static bool Within(double degrees, RotatorAxisOptions axis) => degrees >= axis.LeastDegrees && degrees <= axis.MostDegrees;

    private double Told(EmulatedAxis axis, RotatorAxisOptions options)
    {
        _noise.Fill(_deviates, (float)_faults.NoiseDegrees);
        return Math.Round((axis.SensorDegrees + _deviates[0]) / options.ResolutionDegrees) * options.ResolutionDegrees;
    }

    private void Advance()
    {
        var now = _clock.GetUtcNow();
        double? runs = _faults.AzimuthRunsAwayDegreesPerS != 0 ? _faults.AzimuthRunsAwayDegreesPerS : _strays ? _faults.AzimuthStraysDegreesPerS : null;
        var step = TimeSpan.FromSeconds(EmulatedAxis.StepSeconds);
        for (; _at + step <= now && (runs is not null || _azimuth.IsMoving || _elevation.IsMoving); _at += step)
        {
            _azimuth.Step(_faults.AzimuthStalls, runs);
            _elevation.Step(_faults.ElevationStalls, null);
        }
        if (runs is null && !_azimuth.IsMoving && !_elevation.IsMoving)
            _at = now;
        if (_place.Azimuth != _azimuth.AntennaDegrees || _place.Elevation != _elevation.AntennaDegrees)
            Volatile.Write(ref _place, new Place(_azimuth.AntennaDegrees, _elevation.AntennaDegrees));
    }

    private sealed record Place(double Azimuth, double Elevation);
}
