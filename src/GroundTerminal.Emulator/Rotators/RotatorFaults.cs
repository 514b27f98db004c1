namespace GroundTerminal.Emulator.Rotators;

/// <summary>What is wrong with an emulated rotator at present.</summary>
public sealed record RotatorFaults
{
    /// <summary>Nothing is wrong.</summary>
    public static RotatorFaults None { get; } = new();

    /// <summary>The azimuth motor does not turn, whatever it is told.</summary>
    public bool AzimuthStalls { get; init; }

    /// <summary>The elevation motor does not turn, whatever it is told.</summary>
    public bool ElevationStalls { get; init; }

    /// <summary>A relay sticks: azimuth turns on at full speed, degrees/s with its sign, whatever it is told; stopped only by its end stop. 0: no fault.</summary>
    public double AzimuthRunsAwayDegreesPerS { get; init; }

    /// <summary>As <see cref="AzimuthRunsAwayDegreesPerS"/>, but it obeys a stop; a target starts it again.</summary>
    public double AzimuthStraysDegreesPerS { get; init; }

    /// <summary>Nothing is answered; commands are obeyed.</summary>
    public bool Mute { get; init; }

    /// <summary>Nothing is answered, and commands do not arrive (the cable is out); the motors go on to the last target.</summary>
    public bool Unplugged { get; init; }

    /// <summary>Added to the azimuth that is answered, degrees.</summary>
    public double AzimuthJumpDegrees { get; init; }

    /// <summary>Standard deviation of what is answered, degrees.</summary>
    public double NoiseDegrees { get; init; }
}
