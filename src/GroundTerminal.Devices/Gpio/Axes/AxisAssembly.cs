namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>One axis with all that belongs to it.</summary>
internal sealed class AxisAssembly : IDisposable
{
    private readonly IAnalogInput? _analog;
    private readonly CountingSensor? _counting;
    private readonly Dictionary<(IGpioLines Lines, int Line), GpioInput> _counted = [], _switched = [];
    private readonly AxisSwitches _switches;

    /// <param name="openAnalog">Opens a converter's channel: the key of its setting, its options.</param>
    public AxisAssembly(
        string name, GpioAxisOptions options, GpioWiring wiring, ControlClock clock, double rateHz, Func<string, GpioPotentiometerOptions, IAnalogInput> openAnalog)
    {
        Name = name;
        Drive = new MotorDrive(wiring, name, options, clock);
        string key = name + ".feedback";
        if (options.Feedback is GpioPotentiometerOptions potentiometer)
        {
            _analog = openAnalog(key, potentiometer);
            Sensor = new PotentiometerSensor(_analog, potentiometer, options.DeadBandDegrees / 20, clock);
        }
        else
        {
            Sensor = _counting = Counting(key, options, wiring, clock);
        }
        _switches = new AxisSwitches(wiring, name, options, Drive, Sensor, clock);
        Control = new AxisControl(options, Drive, Sensor, _switches, clock, rateHz);
        Remember(_counted, wiring, key + ".line", key + ".lineA", key + ".lineB");
        Remember(_switched, wiring, name + ".leastSwitch", name + ".mostSwitch");
    }

    public string Name { get; }

    public MotorDrive Drive { get; }

    public IAxisSensor Sensor { get; }

    public AxisControl Control { get; }

    public void Edge(IGpioLines lines, in GpioEdge edge)
    {
        if (_switched.TryGetValue((lines, edge.Line), out var input))
            _switches.Edge(input, edge.ToActive);
        else if (_counted.TryGetValue((lines, edge.Line), out input))
            _counting!.Edge(input, edge);
    }

    /// <summary>Edges of these lines were lost.</summary>
    public void Lost(IGpioLines lines)
    {
        if (_counted.Keys.Any(k => k.Lines == lines))
            _counting!.Lost();
    }

    public void Dispose() => _analog?.Dispose();

    private CountingSensor Counting(string key, GpioAxisOptions options, GpioWiring wiring, ControlClock clock) => options.Feedback switch
    {
        GpioPulseOptions pulse => new CountingSensor(
            new PulseDecoder(pulse.LeastGapSeconds, () => Drive.LastDirection), wiring.Input(key + ".line")!, null, pulse.DegreesPerPulse / 2, options.Home != GpioHome.None, clock),
        GpioQuadratureOptions quadrature => new CountingSensor(
            new QuadratureDecoder(), wiring.Input(key + ".lineA")!, wiring.Input(key + ".lineB")!, quadrature.DegreesPerCount,
            options.Home != GpioHome.None, clock),
        _ => throw new GpioException($"{key}: {options.Feedback.GetType().Name} is not built"),
    };

    private static void Remember(Dictionary<(IGpioLines, int), GpioInput> inputs, GpioWiring wiring, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (wiring.Input(key) is { } input)
                inputs.Add((input.Lines, input.Line), input);
        }
    }
}
