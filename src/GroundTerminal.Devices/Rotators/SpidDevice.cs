using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Answers as a SPID Rot1Prog or Rot2Prog.</summary>
/// <remarks>
/// spid.txt (see <see cref="SpidHost"/>), "Stop command", "Status command", "Set command": stop and status are answered by the position, set by nothing,
/// and the PH and PV of a command are ignored. The protocol has no word for an error: silence. Resolution of the reply 0.1° (Rot2Prog), 1° (Rot1Prog).
/// </remarks>
/// <param name="model">The controller.</param>
/// <param name="pulsesPerDegree">What a Rot2Prog is set to: 1, 2, 4 or (MD-01) 10.</param>
public sealed class SpidDevice(SpidModel model, int pulsesPerDegree = 2) : IRotatorDevice
{
    private readonly SpidFrames _frames = new(SpidPacket.CommandLength);

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorRequest> requests) =>
        _frames.Read(bytes, packet =>
        {
            var command = Command(packet);
            requests.Add(new RotatorRequest(command));
            return command is not RotatorCommand.Invalid;
        });

    /// <inheritdoc/>
    public byte[] Answer(RotatorRequest request, RotatorReply reply)
    {
        if (request.Command is not (RotatorCommand.Stop or RotatorCommand.AskPosition) || reply is not RotatorReply.Position position)
            return [];
        var azimuth = RotatorAngles.Hold(position.AzimuthDegrees, -180, 540);
        return model == SpidModel.Rot1Prog
            ? SpidPacket.Rot1Reply(SpidPacket.Pulses(azimuth, 1))
            : SpidPacket.Rot2Reply(SpidPacket.Pulses(azimuth, 10), SpidPacket.Pulses(RotatorAngles.Hold(position.ElevationDegrees, -90, 190), 10), pulsesPerDegree);
    }

    /// <inheritdoc/>
    public void Reset() => _frames.Clear();

    private RotatorCommand Command(byte[] packet) => packet[11] switch
    {
        SpidPacket.Stop => new RotatorCommand.Stop(),
        SpidPacket.Status => new RotatorCommand.AskPosition(),
        SpidPacket.Set => Target(packet),
        var k => new RotatorCommand.Invalid(Invariant($"command {k:X2}; expected 0F, 1F or 2F")),
    };

    private RotatorCommand Target(byte[] packet)
    {
        var two = model == SpidModel.Rot2Prog;
        double? azimuth = Degrees(packet.AsSpan(1, two ? 4 : 3)), elevation = two ? Degrees(packet.AsSpan(6, 4)) : 0;
        if (azimuth is not { } a || elevation is not { } e)
            return new RotatorCommand.Invalid($"{Convert.ToHexString(packet)}: angles are not digits");
        if (RotatorAngles.Check(a, e) is { Length: > 0 } reason)
            return new RotatorCommand.Invalid(reason);
        return two ? new RotatorCommand.SetPosition(a, e) : new RotatorCommand.SetAzimuth(a);
    }

    private double? Degrees(ReadOnlySpan<byte> digits) =>
        SpidPacket.Number(digits, (byte)'0') is { } pulses ? pulses / (double)(model == SpidModel.Rot2Prog ? pulsesPerDegree : 1) - 360 : null;
}
