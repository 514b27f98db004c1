namespace GroundTerminal.Devices.Rotators;

/// <summary>What a rotator says.</summary>
public abstract record RotatorReply
{
    private RotatorReply()
    {
    }

    /// <summary>Where it is, raw degrees; null for an axis that it did not speak of.</summary>
    public sealed record Position(double? AzimuthDegrees, double? ElevationDegrees) : RotatorReply;

    /// <summary>The command was taken. Only rotctld says so.</summary>
    public sealed record Done : RotatorReply;

    /// <summary>The device says that something is wrong.</summary>
    /// <param name="Text">In its words where it has some.</param>
    public sealed record Error(string Text) : RotatorReply;

    /// <summary>Status bits (EasyComm III).</summary>
    public sealed record Status(EasycommStatus Bits) : RotatorReply;

    /// <summary>Error bits (EasyComm III).</summary>
    public sealed record Errors(EasycommErrors Bits) : RotatorReply;

    /// <summary>Name or version.</summary>
    public sealed record Info(string Text) : RotatorReply;

    /// <summary>How far it can turn, degrees.</summary>
    public sealed record Limits(
        double MinimumAzimuthDegrees, double MaximumAzimuthDegrees, double MinimumElevationDegrees, double MaximumElevationDegrees) : RotatorReply;

    /// <summary>Bytes that have the shape of a reply and cannot be one; nothing may be concluded from them.</summary>
    /// <param name="Reason">What was wrong with them.</param>
    public sealed record Refused(string Reason) : RotatorReply;
}
