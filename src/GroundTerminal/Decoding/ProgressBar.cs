using System.Diagnostics;

namespace GroundTerminal.Decoding;

/// <summary>How far a long decode has come, on standard error where that is a terminal; silent for the first second.</summary>
public sealed class ProgressBar(TextWriter output, long? totalSamples, double sampleRateHz)
{
    private const int Width = 30;
    private const string ClearLine = "\r\u001b[K";
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _next = Silence;
    private bool _shown;

    /// <summary>Draws, where it is time to.</summary>
    public void Update(long samples, long frames)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        if (elapsed < _next)
            return;
        (_next, _shown) = (elapsed + Interval, true);
        output.Write(ClearLine + Line(samples, frames));
        output.Flush();
    }

    /// <summary>Takes it off the screen, so that something else can be written.</summary>
    public void Clear()
    {
        if (!_shown)
            return;
        output.Write(ClearLine);
        output.Flush();
        _shown = false;
    }

    private string Line(long samples, long frames)
    {
        var done = FormattableString.Invariant($"{samples / sampleRateHz:0} s");
        if (totalSamples is not > 0)
            return $"{done}, {frames} frames";
        var fraction = Math.Min(1, (double)samples / totalSamples.Value);
        var filled = (int)(fraction * Width);
        return FormattableString.Invariant($"[{new string('#', filled)}{new string('.', Width - filled)}] {fraction * 100:0} %, {done} of {totalSamples.Value / sampleRateHz:0} s, {frames} frames");
    }
}
