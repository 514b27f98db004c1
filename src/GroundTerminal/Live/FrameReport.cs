using GroundTerminal.Coding.Framing;
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

    public required double? TimingOffsetPpm { get; init; }

    public required bool Inverted { get; init; }

    public required int CorrectedBits { get; init; }

    public required bool HeaderPlausible { get; init; }

    /// <summary>AX.25 source call; null where the frame has none.</summary>
    public required string? Source { get; init; }

    /// <summary>AX.25 destination call; null where the frame has none.</summary>
    public required string? Destination { get; init; }

    /// <summary>Bytes.</summary>
    public required int Length { get; init; }

    /// <summary>The frame without its check, in lower-case hex.</summary>
    public required string Payload { get; init; }

    public static FrameReport Of(Frame frame)
    {
        bool addressed = frame.HeaderPlausible && frame.Framing.StartsWith("AX.25", StringComparison.Ordinal) && Ax25Address.IsPlausibleHeader(frame.Payload);
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
            TimingOffsetPpm = Rounded(frame.TimingOffsetPpm, 1),
            Inverted = frame.Inverted,
            CorrectedBits = frame.CorrectedBits,
            HeaderPlausible = frame.HeaderPlausible,
            Destination = addressed ? Call(frame.Payload.AsSpan(0, 7)) : null,
            Source = addressed ? Call(frame.Payload.AsSpan(7, 7)) : null,
            Length = frame.Payload.Length,
            Payload = Convert.ToHexStringLower(frame.Payload),
        };
    }

    private static double? Rounded(double value, int digits) => double.IsFinite(value) ? Math.Round(value, digits) : null;

    // AX.25 v2.2 §3.12: characters shifted by one bit, the SSID in bits 1 to 4 of the last octet.
    private static string Call(ReadOnlySpan<byte> address)
    {
        Span<char> call = stackalloc char[6];
        for (int i = 0; i < call.Length; i++)
            call[i] = (char)(address[i] >> 1);
        int ssid = (address[6] >> 1) & 15;
        return ssid == 0 ? call.TrimEnd(' ').ToString() : $"{call.TrimEnd(' ')}-{ssid}";
    }
}
