using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Modems;

/// <summary>Hands on each frame once, whichever hypothesis found it first, and counts.</summary>
/// <param name="apart">True where the same frame found by two framings is two findings.</param>
/// <param name="baudRate">Signals less than half of it apart are one.</param>
internal sealed class FrameSelector(double baudRate, bool apart = false)
{
    private const int LongestHeld = 4096;
    private readonly Held[] _held = Create(apart ? 256 : 16);
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

    /// <summary>
    /// The same bytes within the frame's own length are the same frame. Of frames without a check that one framing found in the same place, the best counts, and none where
    /// another hypothesis found the frame with its check passed: so they wait until all hypotheses have come by.
    /// </summary>
    public void Offer(in ReceivedFrame frame, IReceivedFrameSink sink)
    {
        if (IsSeen(frame))
            _duplicates++;
        else if (frame.Unchecked && frame.Payload.Length <= LongestHeld)
            Hold(frame, sink);
        else
            HandOver(frame, sink);
    }

    /// <summary>Hands over the unchecked frames that ended before a sample that all hypotheses have passed.</summary>
    public void Release(double passedSample, IReceivedFrameSink sink)
    {
        foreach (var held in _held)
        {
            if (held.IsUsed && held.EndSample <= passedSample)
                Release(held, sink);
        }
    }

    public void Reset()
    {
        (_seenCount, _frames, _duplicates, _checkFailures, _candidates) = (0, 0, 0, 0, 0);
        (_snrDb, _frequencyHz) = (float.NaN, float.NaN);
        foreach (var held in _held)
            held.IsUsed = false;
    }

    private void Hold(in ReceivedFrame frame, IReceivedFrameSink sink)
    {
        Held? free = null;
        foreach (var held in _held)
        {
            if (!held.IsUsed)
            {
                free ??= held;
            }
            else if (held.IsSamePlace(frame))
            {
                _duplicates++;
                if (frame.CorrectedBits < held.CorrectedBits)
                    held.Take(frame);
                return;
            }
        }
        if (free is null)
            HandOver(frame, sink);
        else
            free.Take(frame);
    }

    private void Release(Held held, IReceivedFrameSink sink)
    {
        held.IsUsed = false;
        if (IsSeen(held.Frame))
            _duplicates++;
        else
            HandOver(held.Frame, sink);
    }

    private void HandOver(in ReceivedFrame frame, IReceivedFrameSink sink)
    {
        _seen[(int)(_seenCount++ % _seen.Length)] = new Seen(Hash(frame.Payload), frame.Payload.Length, frame.Framing, frame.FirstSample, frame.FrequencyOffsetHz);
        _frames++;
        (_snrDb, _frequencyHz) = (frame.SnrDb, frame.FrequencyOffsetHz);
        sink.OnFrame(frame);
    }

    private bool IsSeen(in ReceivedFrame frame)
    {
        var hash = Hash(frame.Payload);
        var length = frame.EndSample - frame.FirstSample;
        for (var i = Math.Max(0, _seenCount - _seen.Length); i < _seenCount; i++)
        {
            var seen = _seen[(int)(i % _seen.Length)];
            if (apart && seen.Framing != frame.Framing)
                continue;
            var distance = Math.Abs(seen.FirstSample - frame.FirstSample);
            if (seen.Hash == hash && seen.Length == frame.Payload.Length && distance < length)
                return true;
            // One signal cannot hold two different frames in the same place: one of them passed a weak check by chance.
            if (seen.Framing == frame.Framing && Math.Abs(seen.FrequencyHz - frame.FrequencyOffsetHz) < baudRate / 2 && distance * (frame.Unchecked ? 2 : 16) < length
                && (frame.Unchecked || seen.Length == frame.Payload.Length))
                return true;
        }
        return false;
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = 14695981039346656037UL;
        foreach (var octet in bytes)
            hash = (hash ^ octet) * 1099511628211UL;
        return hash;
    }

    private readonly record struct Seen(ulong Hash, int Length, int Framing, long FirstSample, float FrequencyHz);

    /// <summary>A frame that waits.</summary>
    private static Held[] Create(int count)
    {
        var held = new Held[count];
        for (var i = 0; i < count; i++)
            held[i] = new Held();
        return held;
    }

    private sealed class Held
    {
        private readonly byte[] _payload = new byte[LongestHeld];
        private int _length;
        private int _framing;
        private long _firstSample;
        private float _snrDb, _frequencyHz, _timingPpm;
        private bool _inverted, _plausible;

        public bool IsUsed { get; set; }

        public long EndSample { get; private set; }

        public int CorrectedBits { get; private set; }

        public ReceivedFrame Frame => new()
        {
            Framing = _framing,
            Payload = _payload.AsSpan(0, _length),
            FirstSample = _firstSample,
            EndSample = EndSample,
            SnrDb = _snrDb,
            FrequencyOffsetHz = _frequencyHz,
            TimingOffsetPpm = _timingPpm,
            Inverted = _inverted,
            CorrectedBits = CorrectedBits,
            Unchecked = true,
            HeaderPlausible = _plausible,
        };

        public bool IsSamePlace(in ReceivedFrame frame) => _framing == frame.Framing && 2 * Math.Abs(_firstSample - frame.FirstSample) < frame.EndSample - frame.FirstSample;

        public void Take(in ReceivedFrame frame)
        {
            frame.Payload.CopyTo(_payload);
            (IsUsed, _length, _framing) = (true, frame.Payload.Length, frame.Framing);
            (_firstSample, EndSample, CorrectedBits) = (frame.FirstSample, frame.EndSample, frame.CorrectedBits);
            (_snrDb, _frequencyHz, _timingPpm) = (frame.SnrDb, frame.FrequencyOffsetHz, frame.TimingOffsetPpm);
            (_inverted, _plausible) = (frame.Inverted, frame.HeaderPlausible);
        }
    }
}
