using GroundTerminal.Station;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Obeys a rotator's commands through an antenna: the one between its servers and the motion authority. Any threads.</summary>
public sealed class AntennaResponder(IAntenna antenna)
{
    private const double StillMovingDegrees = 0.5;
    private readonly Lock _lock = new();
    private (double Azimuth, double Elevation)? _target;

    /// <summary>Obeys or refuses.</summary>
    /// <returns>What the device says to it: a position, <see cref="RotatorReply.Done"/>, or <see cref="RotatorReply.Error"/> with the reason.</returns>
    public RotatorReply Obey(RotatorCommand command)
    {
        lock (_lock)
        {
            return command switch
            {
                RotatorCommand.SetPosition(var a, var e) => Point(a, e),
                RotatorCommand.SetAzimuth(var a) => Elsewhere() is var (_, e) ? Point(a, e) : Unknown(),
                RotatorCommand.SetElevation(var e) => Elsewhere() is var (a, _) ? Point(a, e) : Unknown(),
                RotatorCommand.Stop(var axes) => Stop(axes),
                RotatorCommand.Move(var direction, _, _) => Move(direction),
                RotatorCommand.Park => Park(),
                RotatorCommand.AskPosition => Position(),
                RotatorCommand.AskLimits => Limits(),
                RotatorCommand.AskInfo => new RotatorReply.Info("GroundTerminal"),
                RotatorCommand.AskStatus => new RotatorReply.Status(Status()),
                RotatorCommand.AskErrors => new RotatorReply.Errors(antenna.Position is null ? EasycommErrors.Sensor : EasycommErrors.None),
                RotatorCommand.Invalid(var reason) => new RotatorReply.Error(reason),
                _ => new RotatorReply.Done(),
            };
        }
    }

    private static RotatorReply.Error Unknown() => new("the antenna's position is not known");

    private RotatorReply Point(double azimuth, double elevation)
    {
        if (antenna.Point(azimuth, elevation) is { } reason)
            return new RotatorReply.Error(reason);
        _target = (azimuth, elevation);
        return new RotatorReply.Done();
    }

    /// <summary>Where the axis that is not spoken of goes on to.</summary>
    private (double Azimuth, double Elevation)? Elsewhere() => _target ?? antenna.Position;

    /// <summary>An antenna stops as a whole; where one axis alone was meant, the other is sent on.</summary>
    private RotatorReply Stop(RotatorAxes axes)
    {
        var before = _target;
        antenna.Stop();
        _target = null;
        if (axes != RotatorAxes.Both && before is var (a, e) && antenna.Position is var (atAzimuth, atElevation))
            _ = axes == RotatorAxes.Azimuth ? Point(atAzimuth, e) : Point(a, atElevation);
        return antenna.Position is null ? new RotatorReply.Done() : Position();
    }

    private RotatorReply Move(RotatorDirection direction)
    {
        if (Elsewhere() is not var (a, e))
            return Unknown();
        var limits = antenna.Limits;
        return direction switch
        {
            RotatorDirection.Up => Point(a, limits.MostElevationDegrees),
            RotatorDirection.Down => Point(a, limits.LeastElevationDegrees),
            RotatorDirection.Left => Point(limits.LeastAzimuthDegrees, e),
            _ => Point(limits.MostAzimuthDegrees, e),
        };
    }

    private RotatorReply Park()
    {
        _target = null;
        return antenna.Park() is { } reason ? new RotatorReply.Error(reason) : new RotatorReply.Done();
    }

    private RotatorReply Position() => antenna.Position is var (a, e) ? new RotatorReply.Position(a, e) : Unknown();

    private RotatorReply.Limits Limits()
    {
        var limits = antenna.Limits;
        return new(limits.LeastAzimuthDegrees, limits.MostAzimuthDegrees, limits.LeastElevationDegrees, limits.MostElevationDegrees);
    }

    private EasycommStatus Status() => (antenna.Position, _target) switch
    {
        (null, _) => EasycommStatus.Error,
        (_, null) => EasycommStatus.Idle,
        (var (a, e), var (x, y)) => Math.Abs(a - x) > StillMovingDegrees || Math.Abs(e - y) > StillMovingDegrees ? EasycommStatus.Moving : EasycommStatus.Pointing,
    };
}
