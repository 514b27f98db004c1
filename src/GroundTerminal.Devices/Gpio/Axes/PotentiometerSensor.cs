using System.Globalization;

namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>A potentiometer: readings through a median of five and one pole, then straight lines between the points of calibration.</summary>
internal sealed class PotentiometerSensor : IAxisSensor
{
    private const int MedianLength = 5, BadToFail = 3;
    private const double GoodSecondsToTrust = 0.5;
    private readonly IAnalogInput _input;
    private readonly GpioPotentiometerOptions _options;
    private readonly ControlClock _clock;
    private readonly double[] _last = new double[MedianLength], _sorted = new double[MedianLength];
    private readonly double _least, _most;
    private int _filled, _bad;
    private double _filtered = double.NaN, _at, _badAt = double.NegativeInfinity;

    public PotentiometerSensor(IAnalogInput input, GpioPotentiometerOptions options, double stepDegrees, ControlClock clock)
    {
        (_input, _options, StepDegrees, _clock) = (input, options, stepDegrees, clock);
        double margin = (options.Calibration[^1].Reading - options.Calibration[0].Reading) * options.MarginPercent / 100;
        (_least, _most) = (options.Calibration[0].Reading - margin, options.Calibration[^1].Reading + margin);
    }

    public double Degrees { get; private set; } = double.NaN;

    public double StepDegrees { get; }

    public bool IsSure => true;

    public bool Counts => false;

    public long Glitches { get; private set; }

    public string Fault { get; private set; } = "the potentiometer was not read yet";

    public string Notice => "";

    public void Step()
    {
        var problem = TryRead(out double reading);
        double now = _clock.Seconds;
        if (problem.Length > 0)
        {
            Glitches++;
            _badAt = now;
            if (++_bad >= BadToFail)
                (Fault, _filled, _filtered) = (problem, 0, double.NaN);
            return;
        }
        _bad = 0;
        Filter(reading, now - _at);
        _at = now;
        if (_filled < MedianLength)
            return;
        Degrees = Angle(_filtered);
        if (now - _badAt >= GoodSecondsToTrust)
            Fault = "";
    }

    public void Correct(double degrees, bool isSure)
    {
    }

    private string TryRead(out double reading)
    {
        try
        {
            reading = _input.Read();
        }
        catch (GpioException e)
        {
            reading = double.NaN;
            return e.Message;
        }
        return reading >= _least && reading <= _most
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"the potentiometer reads {reading:0.#}, {_least:0.#} to {_most:0.#} can be: is a wire broken?");
    }

    private void Filter(double reading, double seconds)
    {
        _last[_filled % MedianLength] = reading;
        _filled = _filled + 1 == 2 * MedianLength ? MedianLength : _filled + 1;
        if (_filled < MedianLength)
            return;
        _last.CopyTo(_sorted, 0);
        Array.Sort(_sorted);
        double median = _sorted[MedianLength / 2];
        double part = _options.FilterSeconds > 0 ? 1 - Math.Exp(-seconds / _options.FilterSeconds) : 1;
        _filtered = double.IsNaN(_filtered) ? median : _filtered + (part * (median - _filtered));
    }

    private double Angle(double reading)
    {
        var points = _options.Calibration;
        int i = 1;
        while (i < points.Count - 1 && reading > points[i].Reading)
            i++;
        var (a, b) = (points[i - 1], points[i]);
        return a.Degrees + ((reading - a.Reading) / (b.Reading - a.Reading) * (b.Degrees - a.Degrees));
    }
}
