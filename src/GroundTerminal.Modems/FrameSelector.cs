using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Modems;

/// <summary>Hands on each frame once, whichever hypothesis found it first, and counts.</summary>
/// <param name="apart">True where the same frame found by two framings is two findings.</param>
internal sealed class FrameSelector(bool apart = false)
{
    private readonly Seen[] _seen = new Seen[apart ? 1024 : 64];
    private long _seenCount;
    private long _frames, _duplicates, _checkFailures, _candidates;
    private float _snrDb = float.NaN, _frequencyHz = float.NaN;

    public ReceiverStatistics Statistics => new(
        Volatile.Read(ref _frames), Volatile.Read(ref _duplicates), Volatile.Read(ref _checkFailures), Volatile.Read(ref _candidates),
        Volatile.Read(ref _snrDb), Volatile.Read(ref _frequencyHz));

    public void Count(DecodeStatus status)
    {
        if (status is DecodeStatus.Ok or DecodeStatus.CheckFailed)
            _candidates++;
        if (status == DecodeStatus.CheckFailed)
            _checkFailures++;
    }

    /// <summary>The same bytes within the frame's own length are the same frame; where there is no check, so is whatever the same framing found in the same place.</summary>
    public void Offer(in ReceivedFrame frame, IReceivedFrameSink sink)
    {
        var hash = Hash(frame.Payload);
        var length = frame.EndSample - frame.FirstSample;
        for (var i = Math.Max(0, _seenCount - _seen.Length); i < _seenCount; i++)
        {
            var seen = _seen[(int)(i % _seen.Length)];
            if (apart && seen.Framing != frame.Framing)
                continue;
            var distance = Math.Abs(seen.FirstSample - frame.FirstSample);
            if ((seen.Hash == hash && seen.Length == frame.Payload.Length && distance < length) || (frame.Unchecked && seen.Framing == frame.Framing && 2 * distance < length))
            {
                _duplicates++;
                return;
            }
        }
        _seen[(int)(_seenCount++ % _seen.Length)] = new Seen(hash, frame.Payload.Length, frame.Framing, frame.FirstSample);
        _frames++;
        (_snrDb, _frequencyHz) = (frame.SnrDb, frame.FrequencyOffsetHz);
        sink.OnFrame(frame);
    }

    public void Reset()
    {
        (_seenCount, _frames, _duplicates, _checkFailures, _candidates) = (0, 0, 0, 0, 0);
        (_snrDb, _frequencyHz) = (float.NaN, float.NaN);
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in bytes)
            hash = (hash ^ octet) * 1099511628211UL;
        return hash;
    }

    private readonly record struct Seen(ulong Hash, int Length, int Framing, long FirstSample);
}
