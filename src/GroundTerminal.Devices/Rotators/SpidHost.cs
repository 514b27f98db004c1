using static System.FormattableString;

namespace GroundTerminal.Devices.Rotators;

/// <summary>Drives a SPID Rot1Prog or Rot2Prog (MD-01/02 in Rot2Prog mode).</summary>
/// <remarks>
/// N. H. Ryeng LA6YKA, "SPID Rot1Prog &amp; Rot2Prog Protocol" (spid.txt, 2011-01-29), "Command packets", "Response packets", "Set command": commands have
/// 13 bytes, S H1–H4 PH V1–V4 PV K END, K = 0F stop, 1F status, 2F set; an angle is sent as PH·(360 + angle) in four ASCII digits, on Rot1Prog as
/// 360 + azimuth in three and '0'. Replies have digits as byte values, tenths of a degree on Rot2Prog, 360 added. A controller ignores the PH and PV it is
/// sent and uses its own, which a reply tells: nothing is set on a Rot2Prog before its pulses per degree are known.
/// Resolution 1/PH degrees to send (PH 1, 2, 4, on an MD-01 10), 0.1° to read; Rot1Prog 1°.
/// </remarks>
public sealed class SpidHost : IRotatorHost
{
    private readonly SpidModel _model;
    private readonly int _configuredPulses;
    private readonly SpidFrames _frames;
    private int _azimuthPulses, _elevationPulses;

    /// <param name="model">The controller.</param>
    /// <param name="pulsesPerDegree">PH and PV as set in the controller's menu; 0 to learn them from the first reply. Replies overrule it.</param>
    public SpidHost(SpidModel model, int pulsesPerDegree = 0)
    {
        (_model, _configuredPulses) = (model, pulsesPerDegree);
        (_azimuthPulses, _elevationPulses) = (pulsesPerDegree, pulsesPerDegree);
        _frames = new SpidFrames(model == SpidModel.Rot2Prog ? 12 : 5);
    }

    /// <inheritdoc/>
    public bool TryWrite(RotatorCommand command, out byte[] bytes, out string refusal)
    {
        refusal = "";
        bytes = command switch
        {
            RotatorCommand.Stop => SpidPacket.Command(SpidPacket.Stop),
            RotatorCommand.AskPosition => SpidPacket.Command(SpidPacket.Status),
            RotatorCommand.SetAzimuth(var a) when _model == SpidModel.Rot1Prog => Azimuth(a, out refusal),
            RotatorCommand.SetPosition(var a, var e) when _model == SpidModel.Rot2Prog => Both(a, e, out refusal),
            _ => [],
        };
        if (bytes.Length == 0 && refusal.Length == 0)
            refusal = Invariant($"{_model} has no such command: {command}");
        return refusal.Length == 0;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<RotatorReply> replies) =>
        _frames.Read(bytes, packet =>
        {
            var reply = Reply(packet);
            replies.Add(reply);
            return reply is RotatorReply.Position;
        });

    /// <inheritdoc/>
    public void Reset()
    {
        _frames.Clear();
        (_azimuthPulses, _elevationPulses) = (_configuredPulses, _configuredPulses);
    }

    private static byte[] Azimuth(double degrees, out string refusal)
    {
        refusal = RotatorAngles.Check(degrees, null);
        return refusal.Length > 0 ? [] : SpidPacket.SetRot1(SpidPacket.Pulses(degrees, 1));
    }

    private byte[] Both(double azimuth, double elevation, out string refusal)
    {
        refusal = _azimuthPulses == 0 ? "the pulses per degree are not known before the first reply; ask for the position" : RotatorAngles.Check(azimuth, elevation);
        return refusal.Length > 0
            ? []
            : SpidPacket.SetRot2(SpidPacket.Pulses(azimuth, _azimuthPulses), _azimuthPulses, SpidPacket.Pulses(elevation, _elevationPulses), _elevationPulses);
    }

    private RotatorReply Reply(byte[] packet)
    {
        var two = _model == SpidModel.Rot2Prog;
        if (SpidPacket.Angle(packet, 1, two) is not { } azimuth)
            return Refused(packet, "digits of azimuth beyond 9");
        double? elevation = null;
        if (two && (elevation = SpidPacket.Angle(packet, 6, true)) is null)
            return Refused(packet, "digits of elevation beyond 9");
        if (two && !(SpidPacket.IsResolution(packet[5]) && SpidPacket.IsResolution(packet[10])))
            return Refused(packet, "pulses per degree other than 1, 2, 4, 10");
        if (RotatorAngles.Check(azimuth, elevation) is { Length: > 0 } reason)
            return Refused(packet, reason);
        if (two)
            (_azimuthPulses, _elevationPulses) = (packet[5], packet[10]);
        return new RotatorReply.Position(azimuth, elevation);
    }

    private static RotatorReply.Refused Refused(byte[] packet, string reason) => new($"{Convert.ToHexString(packet)}: {reason}");
}
