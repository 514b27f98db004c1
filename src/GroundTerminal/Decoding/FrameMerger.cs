namespace GroundTerminal.Decoding;

/// <summary>Brings the frames of several receivers into the order of their ends, and makes one of those that are the same transmission.</summary>
/// <remarks>Receivers report a frame some symbols late, each by its own measure: a frame is held back until all must have reported what ended before it.</remarks>
public sealed class FrameMerger(long holdBackSamples)
{
    private readonly List<FoundFrame> _held = [];
    private readonly List<FoundFrame> _recent = [];

    /// <summary>Takes a frame, or drops it where another receiver found the same payload at the same time with a better signal.</summary>
    public void Add(FoundFrame frame)
    {
        if (_recent.Exists(other => IsSame(frame, other)))
            return;
        var same = _held.FindIndex(other => IsSame(frame, other));
        if (same < 0)
            _held.Add(frame);
        else if (frame.Frame.SnrDb > _held[same].Frame.SnrDb)
            _held[same] = frame;
    }

    /// <summary>Hands over what is due when so many samples have been processed.</summary>
    public void Release(long processedSamples, Action<FoundFrame> emit)
    {
        if (_held.Count == 0)
            return;
        _held.Sort(ByEnd);
        var due = processedSamples == long.MaxValue ? long.MaxValue : processedSamples - holdBackSamples;
        var count = 0;
        while (count < _held.Count && _held[count].EndSample <= due)
            emit(_held[count++]);
        _recent.AddRange(_held[..count]);
        _held.RemoveRange(0, count);
        _recent.RemoveAll(frame => frame.EndSample < due - (4 * holdBackSamples));
    }

    private static bool IsSame(FoundFrame a, FoundFrame b) =>
        a.Channel != b.Channel && a.Frame.Sample < b.EndSample && b.Frame.Sample < a.EndSample && a.Frame.Payload.AsSpan().SequenceEqual(b.Frame.Payload);

    private static int ByEnd(FoundFrame a, FoundFrame b) =>
        a.EndSample != b.EndSample ? a.EndSample.CompareTo(b.EndSample) : a.Channel.CompareTo(b.Channel);
}
