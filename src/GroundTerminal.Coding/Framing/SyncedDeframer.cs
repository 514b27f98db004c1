using System.Numerics;

namespace GroundTerminal.Coding.Framing;

/// <summary>Finds a sync word in either polarity by correlation on soft symbols, and lets an <see cref="ISyncedFrame"/> decode what follows.</summary>
/// <remarks>
/// Every match is tried, also one inside what follows another, until a frame is accepted: then matches inside that frame are dropped. With <c>contiguous</c> the place right after an
/// accepted frame is tried even where the sync word is only a guess (|ρ| ≥ 0.35: two and a half deviations of other data for 52 symbols), in the polarity that it then has. Memory and work are bounded, whatever
/// comes in: <see cref="LeastRoom"/> matches, or <see cref="RoomForNoise"/> times as many as noise has, may wait for their symbols and one more is dropped; a match is dropped, too, where decoding has
/// already been given <see cref="FailingWork"/> symbols for each that came in (one for frames that all fail, one for false sync words; more where noise has many), with <see cref="WorkAtOnce"/> frames' worth of
/// credit, a quarter of which is left for first tries, and a half for what follows sync words that are hardly noise's: of matches that noise has more often than <see cref="SurelyRate"/> and a hundredth of the sync word's false alarms. What a checked frame has cost is given back: its symbols come only once, so that it cannot be had without end, and slips in every frame of a pass stay mended.
/// Symbols that a frame's cheap look refuses count a <see cref="LookShare"/>th.
/// </remarks>
public sealed class SyncedDeframer : IDeframer
{
    private const int LeastRoom = 64;
    private const int RoomForNoise = 4;
    private const int LookShare = 32;
    private const int Remembered = 8;
    private const double FailingWork = 1.75;

    /// <summary>Symbols that noise costs behind a false sync word: a header and a first look, of 24 to 512 symbols. Loose sync words are given more for them, at most <see cref="MostForNoise"/>.</summary>
    private const double NoiseCost = 200, MostForNoise = 0.25;
    private const int WorkAtOnce = 12;
    private const double SurelyRate = 1e-6;

    /// <summary>Beyond a quarter of erasures (symbols of exactly 0, as behind the end of a recording) too little is left: in many codes they look like the code word of zeros.</summary>
    private const int MostErasedShare = 4;
    private const float GuessThreshold = 0.35f;
    private readonly SyncWord _sync;
    private readonly ISyncedFrame _frame;
    private readonly float _surely;
    private readonly bool _contiguous;
    private readonly int _gap;
    private readonly SyncSearch _search;
    private readonly float[] _buffer;
    private readonly float[] _turned;
    private readonly SyncMatches _pending;
    private readonly SyncMatch[] _done = new SyncMatch[Remembered];
    private int _doneCount;
    private long _base;
    private WorkBudget _work;
    private int _count;

    /// <param name="sync">The sync word.</param>
    /// <param name="frame">What follows it.</param>
    /// <param name="contiguous">True where frames follow each other without a gap, as in CCSDS telemetry. Only for frames with a strong check.</param>
    /// <param name="gap">Symbols between a frame's end and the next frame's sync word, where contiguous.</param>
    public SyncedDeframer(SyncWord sync, ISyncedFrame frame, bool contiguous = false, int gap = 0)
    {
        (_sync, _frame, _contiguous, _gap) = (sync, frame, contiguous, gap);
        _surely = sync.WithRate(Math.Max(SurelyRate, sync.FalseAlarmRate / 100)).Threshold;
        _search = new SyncSearch(sync);
        _buffer = new float[(2 * (sync.Length + gap + frame.MaxSymbols)) + 1024];
        _turned = new float[frame.MaxSymbols];
        _work = new WorkBudget(FailingWork + Math.Min(MostForNoise, NoiseCost * sync.FalseAlarmRate), WorkAtOnce * (long)frame.MaxSymbols);
        _pending = new SyncMatches(Math.Max(LeastRoom, (int)(RoomForNoise * sync.FalseAlarmRate * frame.FirstSymbols)));
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            if (_count == _buffer.Length)
                Compact(sink);
            var block = symbols[..Math.Min(Math.Min(symbols.Length, _buffer.Length - _count), SyncSearch.Block)];
            SyncSearch.CopyFinite(block, _buffer.AsSpan(_count));
            var (start, candidates) = (_count, _search.Find(_buffer.AsSpan(0, _count + block.Length), block.Length));
            for (; candidates != 0; candidates &= candidates - 1)
            {
                _count = start + BitOperations.TrailingZeroCount(candidates) + 1;
                Look(sink);
            }
            _count = start + block.Length;
            symbols = symbols[block.Length..];
        }
        Advance(sink);
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _pending.Clear();
        _work.Reset();
        _search.Reset();
        (_doneCount, _base, _count) = (0, 0, 0);
    }

    /// <summary>Symbols until the next frame may be there whose sync word has been found; any other takes <see cref="ISyncedFrame.FirstSymbols"/> and more.</summary>
    internal long ToNextFrame => _pending.IsEmpty ? long.MaxValue : _pending.First.Ready - Now;

    private long Now => _base + _count;

    /// <summary>Keeps what a waiting match may need, and enough before it for the next sync word.</summary>
    private void Compact(IDecodeSink sink)
    {
        Advance(sink);
        var keep = Now - _sync.Length;
        foreach (ref readonly var match in _pending.All)
            keep = Math.Min(keep, match.Start - (match.Guessed ? _sync.Length : 0));
        var drop = (int)(keep - _base);
        _buffer.AsSpan(drop, _count - drop).CopyTo(_buffer);
        (_base, _count) = (keep, _count - drop);
    }

    private void Look(IDecodeSink sink)
    {
        if (_count < _sync.Length)
            return;
        var rho = _sync.Correlate(_buffer.AsSpan(_count - _sync.Length, _sync.Length));
        if (!(Math.Abs(rho) >= _sync.Threshold))
            return;
        Advance(sink);
        Add(new SyncMatch(Now, Now + _frame.FirstSymbols, rho < 0, false, Now, Math.Abs(rho)));
    }

    /// <summary>Every place is looked at once; only a guess can be there already.</summary>
    private void Add(in SyncMatch match)
    {
        if (!_pending.IsFull && !(_contiguous && (IsKnown(_pending.All, match) || IsKnown(_done.AsSpan(0, Math.Min(_doneCount, Remembered)), match))))
            _pending.Add(match);
    }

    private static bool IsKnown(ReadOnlySpan<SyncMatch> matches, in SyncMatch match)
    {
        foreach (ref readonly var other in matches)
        {
            if (other.Start == match.Start && (other.Inverted == match.Inverted || other.Guessed || match.Guessed))
                return true;
        }
        return false;
    }

    /// <summary>Decodes every match whose symbols are there, in the order in which they became complete, so that the cuts of the stream do not matter.</summary>
    private void Advance(IDecodeSink sink)
    {
        while (!_pending.IsEmpty && _pending.First.Ready <= Now)
            Decode(_pending.TakeFirst(), sink);
    }

    private void Decode(SyncMatch match, IDecodeSink sink)
    {
        ReadOnlySpan<float> symbols = _buffer.AsSpan((int)(match.Start - _base), (int)(match.Ready - match.Start));
        var cost = match.Ready - match.Counted; // a frame that asks for more symbols has the first already counted
        var credit = WorkAtOnce * (long)_frame.MaxSymbols;
        var reserve = match.Guessed || match.Rho >= _surely ? 0 : credit / 2;
        if ((match.Guessed && !Recognise(ref match)) || !_work.Take(cost, match.Ready, reserve))
            return;
        if (!_frame.IsWorthDecoding(symbols))
        {
            _work.GiveBack(cost - (cost / LookShare)); // and no check was computed that would count
            return;
        }
        if (!_frame.ReadsAhead && Bits.CountErased(symbols) > symbols.Length / MostErasedShare)
            return;
        var report = new FrameReport(sink, match, ref _work, reserve + (credit / 4));
        if (match.Inverted)
        {
            for (var i = 0; i < symbols.Length; i++)
                _turned[i] = -symbols[i];
            symbols = _turned.AsSpan(0, symbols.Length);
        }
        var needed = _frame.Decode(symbols, ref report);
        if (needed > symbols.Length)
        {
            _pending.Add(match with { Ready = match.Start + Math.Min(needed, _frame.MaxSymbols), Counted = match.Ready });
            return;
        }
        if (report.IsProven)
            _work.GiveBack(match.Ready - match.Start + report.TriedAgain);
        _done[_doneCount++ % Remembered] = match;
        if (report.Accepted > 0)
            Accept(match, match.Start + report.Accepted);
    }

    /// <summary>Looks at the sync word of a place that was only expected to have one.</summary>
    private bool Recognise(ref SyncMatch match)
    {
        var rho = _sync.Correlate(_buffer.AsSpan((int)(match.Start - _sync.Length - _base), _sync.Length));
        match = match with { Inverted = rho < 0, Guessed = false, Rho = Math.Abs(rho) };
        return match.Rho >= GuessThreshold && !IsOutdone(match);
    }

    /// <summary>Where the stream was not contiguous after all, a better sync word stands inside what was guessed to be a frame.</summary>
    private bool IsOutdone(SyncMatch guess)
    {
        foreach (ref readonly var other in _pending.All)
        {
            if (other.Start > guess.Start && other.Start < guess.Ready && !other.Guessed && other.Rho > guess.Rho)
                return true;
        }
        return false;
    }

    /// <summary>Drops matches inside the frame, and those before it that leave no room for a frame up to its sync word: one flag too early, for instance.</summary>
    private void Accept(SyncMatch match, long end)
    {
        _pending.Drop(match.Start - _sync.Length, end);
        if (_contiguous)
        {
            var next = end + _gap + _sync.Length;
            Add(new SyncMatch(next, next + _frame.FirstSymbols, match.Inverted, true, next, 0));
        }
    }
}
