using GroundTerminal.Devices.Gpio;
using GroundTerminal.Devices.Gpio.Axes;

namespace GroundTerminal.Tests.Devices.Gpio;

/// <summary>The mechanics of one axis behind lines: a motor that spins up, turns on without power, end stops, switches, and one kind of feedback.</summary>
internal sealed class ModelAxis(ModelChip chip, GpioAxisOptions options, double degrees, double endStop, Random random) : IAnalogInput
{
    private double _speed, _encoder = degrees;
    private bool _a, _b;

    public double Degrees { get; private set; } = degrees;

    public double Speed => _speed;

    /// <summary>Degrees/s² under power.</summary>
    public double SpinUp { get; init; } = 12;

    /// <summary>Degrees/s² without: friction.</summary>
    public double Friction { get; init; } = 8;

    /// <summary>Of the axis without the fast line's power.</summary>
    public double SlowPart { get; init; } = 0.25;

    /// <summary>Standard deviation of a reading, of its span.</summary>
    public double Noise { get; init; }

    /// <summary>Part of edges that bounce.</summary>
    public double Bounces { get; init; }

    /// <summary>The motor does not turn.</summary>
    public bool Stalls { get; set; }

    /// <summary>The encoder does not.</summary>
    public bool IsBlind { get; set; }

    /// <summary>Motor wires are crossed.</summary>
    public bool IsCrossed { get; set; }

    /// <summary>What the converter reads instead.</summary>
    public double? Wire { get; set; }

    /// <summary>Reading takes so long, or throws.</summary>
    public Action? OnRead { get; set; }

    /// <summary>Farthest that it was.</summary>
    public (double Least, double Most) Reached { get; private set; } = (degrees, degrees);

    public int StopHits { get; private set; }

    public void ForgetReached() => Reached = (Degrees, Degrees);

    public double Read()
    {
        OnRead?.Invoke();
        var points = ((GpioPotentiometerOptions)options.Feedback).Calibration;
        double span = points[^1].Reading - points[0].Reading;
        double gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        int i = 1;
        while (i < points.Count - 1 && (Degrees - points[i].Degrees) * (points[^1].Degrees - points[0].Degrees) > 0)
            i++;
        double part = (Degrees - points[i - 1].Degrees) / (points[i].Degrees - points[i - 1].Degrees);
        return Wire ?? Math.Round(points[i - 1].Reading + (part * (points[i].Reading - points[i - 1].Reading)) + (span * Noise * gauss));
    }

    public void Dispose()
    {
    }

    public void Step(double seconds, long nanoseconds)
    {
        double wanted = Power() * (IsCrossed ? -1 : 1) * options.SpeedDegreesPerS;
        if (options.FastLine.Length > 0 && !Is(options.FastLine))
            wanted *= SlowPart;
        double rate = (wanted == 0 ? Friction : SpinUp) * seconds;
        _speed = Stalls || (options.BrakeReleaseLine.Length > 0 && !Is(options.BrakeReleaseLine)) ? 0 : _speed + Math.Clamp(wanted - _speed, -rate, rate);
        Degrees += _speed * seconds;
        double held = Math.Clamp(Degrees, options.LeastDegrees - endStop, options.MostDegrees + endStop);
        if (held != Degrees)
            (Degrees, _speed, StopHits) = (held, 0, StopHits + 1);
        Reached = (Math.Min(Reached.Least, Degrees), Math.Max(Reached.Most, Degrees));
        Sense(nanoseconds);
        if (options.LeastSwitchLine.Length > 0)
            chip.Set(Line(options.LeastSwitchLine), Degrees <= options.LeastSwitchDegrees);
        if (options.MostSwitchLine.Length > 0)
            chip.Set(Line(options.MostSwitchLine), Degrees >= options.MostSwitchDegrees);
    }

    public static int Line(string text) => GpioLineSpec.Parse(text).Offset;

    private bool Is(string line) => chip[Line(line)];

    private int Power() => options.EnableLine.Length > 0
        ? Is(options.EnableLine) ? Is(options.DirectionLine) ? 1 : -1 : 0
        : (Is(options.IncreaseLine) ? 1 : 0) - (Is(options.DecreaseLine) ? 1 : 0);

    private void Sense(long nanoseconds)
    {
        double before = _encoder;
        _encoder = Degrees;
        if (IsBlind)
            return;
        if (options.Feedback is GpioPulseOptions pulse)
        {
            bool level = _encoder / pulse.DegreesPerPulse - Math.Floor(_encoder / pulse.DegreesPerPulse) < 0.5;
            if (level != _a)
                Change(Line(pulse.Line), _a = level, nanoseconds);
        }
        else if (options.Feedback is GpioQuadratureOptions quadrature)
        {
            int from = (int)Math.Floor(before / quadrature.DegreesPerCount), to = (int)Math.Floor(_encoder / quadrature.DegreesPerCount);
            for (int at = from; at != to;)
            {
                at += Math.Sign(to - from);
                Turn(quadrature, at, nanoseconds);
            }
        }
    }

    private void Turn(GpioQuadratureOptions quadrature, int count, long nanoseconds)
    {
        int phase = count & 3;
        bool a = phase is 1 or 2, b = phase is 2 or 3;
        if (a != _a)
            Change(Line(quadrature.LineA), _a = a, nanoseconds);
        if (b != _b)
            Change(Line(quadrature.LineB), _b = b, nanoseconds);
    }

    private void Change(int line, bool level, long nanoseconds)
    {
        chip.Set(line, level, at: nanoseconds);
        for (int i = 1; i < 4 && random.NextDouble() < Bounces; i++)
        {
            chip.Set(line, !level, at: nanoseconds + (i * 100_000));
            chip.Set(line, level, at: nanoseconds + (i * 100_000) + 50_000);
        }
    }
}
