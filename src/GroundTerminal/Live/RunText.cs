using System.Globalization;
using GroundTerminal.Contents;
using GroundTerminal.Station.Contacts;

namespace GroundTerminal.Live;

/// <summary>The words and figures that the readable displays share.</summary>
internal static class RunText
{
    public static string Stream(StationStatus s) => Format(
        $"{(s.Radio.Health is { Streams: false } ? "radio away, " : "")}{s.Stream.Samples / 1e6:0.0} M samples, {s.Stream.Gaps} gaps, ring {100.0 * s.Stream.RingFill / s.Stream.RingBlocks:0} % (most {s.Stream.RingHighWater} of {s.Stream.RingBlocks})");

    public static string Loop(StationStatus s) => Format(
        $"{100 * s.Loop.BudgetUsed:0.0} % of the time used, longest block {s.Loop.WorstIterationMicroseconds / 1000:0.0} ms of {1000.0 * s.Stream.BlockLength / s.Radio.SampleRateHz:0.0} ms, {s.Loop.RadioThreadAllocatedBytes + s.Loop.LoopThreadAllocatedBytes} bytes allocated");

    public static string Store(StationStatus s) => Format(
        $"{s.Store.Stored} frames in {s.Store.Path}{(s.Store.Dropped > 0 ? $", {s.Store.Dropped} lost" : "")}{(s.Store.Error is { } error ? $", refused: {error}" : "")}");

    public static string Kiss(StationStatus s) => s.Kiss is { } kiss ? Format($"{kiss.Endpoint}, {kiss.Clients} clients, {kiss.FramesSent} frames sent") : "off";

    public static string Antenna(AntennaReport a) => Format(
        $"{a.AzimuthDegrees:0.0}° / {a.ElevationDegrees:0.0}°, {a.Mode}{(a.BeamErrorDegrees is { } error ? Format($", {error:0.0}° from the satellite") : "")}{(a.Fault.Length > 0 ? ": " + a.Fault : "")}");

    public static string Contact(Contact c)
    {
        string pointing = c.Measured is { } m ? Format($", off target {m.OffTargetSeconds:0.0} s") : c.Predicted is { } p ? Format($", {p.OffTargetSeconds:0.0} s off target expected") : "";
        string frames = c.State is ContactState.Scheduled or ContactState.Cancelled ? "" : Format($", {c.Frames} frames");
        return Format($"{c.Satellite} {c.Start:MM-dd HH:mm:ss} to {c.End:HH:mm:ss}, {c.MaxElevationDegrees:0}°: {State(c.State)}{frames}{pointing}{(c.Reason.Length > 0 ? "; " + c.Reason : "")}");
    }

    public static string Frame(FrameReport f)
    {
        string path = ContentsText.Path(f.Ax25, f.Csp) is { } between ? between + "  " : "";
        string snr = f.SnrDb is { } db ? Format($"{db:0.0} dB  ") : "";
        return Format($"{f.Time:HH:mm:ss.fff}  {f.Transmitter,-18} {f.Length,4} bytes  {snr}{path}{(f.HeaderPlausible ? "" : "implausible header  ")}{(f.Checked ? "" : "no check  ")}{Text(f)}");
    }

    public static string File(SavedFile f) => Format($"file {f.Name} of {f.Satellite}  {f.Length} bytes  {(f.Complete ? "complete" : "pieces missing")}  {f.Path ?? $"not written: {f.Error}"}");

    private static string State(ContactState state) => state switch
    {
        ContactState.PrePass => "pre-pass",
        ContactState.PostPass => "post-pass",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The information field where it is text.
    private static string Text(FrameReport f)
    {
        byte[] payload = Convert.FromHexString(f.Payload);
        int header = f.Ax25 is { } ax25 ? (7 * (2 + ax25.Digipeaters.Count)) + (ax25.Pid is null ? 1 : 2) : 0;
        byte[] information = payload[Math.Min(header, payload.Length)..];
        bool text = information.Length > 0 && information.All(b => b is >= 0x20 and < 0x7F or 0x0A or 0x0D);
        return text ? string.Concat(information.Select(b => b < 0x20 ? ' ' : (char)b)) : Convert.ToHexStringLower(information);
    }
}
