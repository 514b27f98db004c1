using GroundTerminal.Contents;
using GroundTerminal.Station.Frames;

namespace GroundTerminal.Live;

/// <summary>A frame as it is shown to the outside: on the status page, in the log, as JSON.</summary>
public sealed record FrameReport
{
    public required long Id { get; init; }

    public required DateTimeOffset? Time { get; init; }

    public required long Sample { get; init; }

    public required string Satellite { get; init; }

    public required string Transmitter { get; init; }

    public required string Framing { get; init; }

    /// <summary>Es/N0, dB; null where there is no estimate.</summary>
    public required double? SnrDb { get; init; }

    /// <summary>Hz from 0 Hz of the stream.</summary>
    public required double? FrequencyOffsetHz { get; init; }

    /// <summary>Doppler shift by the orbit that was taken off, Hz; null where none was.</summary>
    public double? DopplerHz { get; init; }

    /// <summary>How well the clock knew itself, s; null where it did not.</summary>
    public double? TimeUncertaintySeconds { get; init; }

    public required double? TimingOffsetPpm { get; init; }

    public required bool Inverted { get; init; }

    public required int CorrectedBits { get; init; }

    public required bool HeaderPlausible { get; init; }

    public required bool Checked { get; init; }

    /// <summary>Null where the frame has no AX.25 header.</summary>
    public required Ax25Report? Ax25 { get; init; }

    /// <summary>Null where the frame has no CSP header.</summary>
    public CspReport? Csp { get; init; }

    /// <summary>Null where the frame is no telemetry transfer frame.</summary>
    public TmReport? Tm { get; init; }

    /// <summary>Null where the frame is no AOS transfer frame.</summary>
    public AosReport? Aos { get; init; }

    /// <summary>The space packets that begin in the frame; null where none is known to.</summary>
    public IReadOnlyList<SpacePacketReport>? SpacePackets { get; init; }

    /// <summary>The frame was sent for want of data.</summary>
    public bool Idle { get; init; }

    /// <summary>Bytes.</summary>
    public required int Length { get; init; }

    /// <summary>The frame without its check, in lower-case hex.</summary>
    public required string Payload { get; init; }

    public static FrameReport Of(Frame frame)
    {
        var contents = ContentsReader.Read(frame.Framing, frame.Payload);
        return new FrameReport
        {
            Id = frame.Id,
            Time = frame.Time,
            Sample = frame.Sample,
            Satellite = frame.Satellite,
            Transmitter = frame.Transmitter,
            Framing = frame.Framing,
            SnrDb = Rounded(frame.SnrDb, 1),
            FrequencyOffsetHz = Rounded(frame.FrequencyOffsetHz, 1),
            DopplerHz = Rounded(frame.DopplerHz, 1),
            TimeUncertaintySeconds = Rounded(frame.TimeUncertaintySeconds, 6),
            TimingOffsetPpm = Rounded(frame.TimingOffsetPpm, 1),
            Inverted = frame.Inverted,
            CorrectedBits = frame.CorrectedBits,
            HeaderPlausible = frame.HeaderPlausible,
            Checked = frame.Checked,
            Ax25 = contents.Ax25,
            Csp = contents.Csp,
            Tm = contents.Tm,
            Aos = contents.Aos,
            SpacePackets = contents.SpacePackets,
            Idle = contents.Idle,
            Length = frame.Payload.Length,
            Payload = Convert.ToHexStringLower(frame.Payload),
        };
    }

    private static double? Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : null;
}
