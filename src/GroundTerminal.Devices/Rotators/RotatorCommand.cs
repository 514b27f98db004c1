namespace GroundTerminal.Devices.Rotators;

/// <summary>What a rotator is told. Angles are the rotator's own raw degrees: azimuth 0–450 (or from −180), elevation 0–180.</summary>
/// <remarks>No protocol has all of them: one that lacks a command refuses to write it.</remarks>
public abstract record RotatorCommand
{
    private RotatorCommand()
    {
    }

    /// <summary>Turn both axes to these angles, degrees.</summary>
    public sealed record SetPosition(double AzimuthDegrees, double ElevationDegrees) : RotatorCommand;

    /// <summary>Turn azimuth alone, degrees.</summary>
    public sealed record SetAzimuth(double AzimuthDegrees) : RotatorCommand;

    /// <summary>Turn elevation alone, degrees (EasyComm).</summary>
    public sealed record SetElevation(double ElevationDegrees) : RotatorCommand;

    /// <summary>Stop these axes at once.</summary>
    public sealed record Stop(RotatorAxes Axes = RotatorAxes.Both) : RotatorCommand;

    /// <summary>Say where these axes are.</summary>
    public sealed record AskPosition(RotatorAxes Axes = RotatorAxes.Both) : RotatorCommand;

    /// <summary>Go to the parking position (EasyComm as Hamlib speaks it, rotctld).</summary>
    public sealed record Park : RotatorCommand;

    /// <summary>Turn until stopped.</summary>
    /// <param name="Direction">Which way.</param>
    /// <param name="DegreesPerSecond">Speed (EasyComm III), null where it is not said.</param>
    /// <param name="Percent">Speed as 1–100 of the fastest (rotctld), null where it is not said.</param>
    public sealed record Move(RotatorDirection Direction, double? DegreesPerSecond = null, int? Percent = null) : RotatorCommand;

    /// <summary>Choose the speed of azimuth, 1 (slowest) to 4 (GS-232).</summary>
    public sealed record SetSpeed(int Step) : RotatorCommand;

    /// <summary>Say status bits (EasyComm III).</summary>
    public sealed record AskStatus : RotatorCommand;

    /// <summary>Say error bits (EasyComm III).</summary>
    public sealed record AskErrors : RotatorCommand;

    /// <summary>Say name or version (EasyComm, rotctld).</summary>
    public sealed record AskInfo : RotatorCommand;

    /// <summary>Say the limits (rotctld's dump_state).</summary>
    public sealed record AskLimits : RotatorCommand;

    /// <summary>The line is closed by the other side (rotctld).</summary>
    public sealed record Quit : RotatorCommand;

    /// <summary>Something that the device cannot take; it is answered with the protocol's error.</summary>
    /// <param name="Reason">What was wrong with it.</param>
    public sealed record Invalid(string Reason) : RotatorCommand;
}
