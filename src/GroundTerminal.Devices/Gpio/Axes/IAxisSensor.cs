namespace GroundTerminal.Devices.Gpio.Axes;

/// <summary>What tells where an axis is.</summary>
internal interface IAxisSensor
{
    /// <summary>Where it is; the last that could be believed.</summary>
    double Degrees { get; }

    /// <summary>Nothing smaller can be told from rest.</summary>
    double StepDegrees { get; }

    /// <summary>It was found at a switch, set by a person, or is absolute.</summary>
    bool IsSure { get; }

    /// <summary>It counts, and can be corrected.</summary>
    bool Counts { get; }

    /// <summary>Edges or readings that could not be and were not used.</summary>
    long Glitches { get; }

    /// <summary>Why the motor must not turn; empty where nothing.</summary>
    string Fault { get; }

    /// <summary>What is to be known; empty where nothing.</summary>
    string Notice { get; }

    /// <summary>Once a control period.</summary>
    void Step();

    /// <summary>Says where it is; only where it counts. Any threads.</summary>
    void Correct(double degrees, bool isSure);
}
