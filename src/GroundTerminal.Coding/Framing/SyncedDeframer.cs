using System.Numerics;

namespace GroundTerminal.Coding.Framing;

/// <summary>Finds a sync word in either polarity by correlation on soft symbols, and lets an <see cref="ISyncedFrame"/> decode what follows.</summary>
/// <remarks>
/// Every match is tried, also one inside what follows another, until a frame is accepted: then matches inside that frame are dropped. With <c>contiguous</c> the place right after an
/// accepted frame is tried even where the sync word is only a guess (|ρ| ≥ 0.35: two and a half deviations of other data for 52 symbols), in the polarity that it then has; where it does match there, nothing
/// is searched until that frame is whole, and what was left out is searched then if it is none. Memory and work are bounded, whatever
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

    /// <summary>What <see cref="Decode"/> returns beside the end of an accepted frame.</summary>
    private const long Refused = -1, Waits = -2;
    private readonly SyncStep[] _steps;
    private readonly ISyncedFrame _frame;
    private readonly float[] _surely;
    private readonly bool _contiguous;
    private readonly int _longest;
    private readonly SyncSearch[] _searches;
    private readonly ulong[] _found;
    private readonly float[] _buffer;
    private readonly float[] _turned;
    private readonly SyncMatches _pending;
    private readonly SyncMatch[] _done = new SyncMatch[Remembered];
    private int _doneCount;
    private long _base;
    private WorkBudget _work;
    private int _count;

    /// <summary>Symbols searched. What lies behind them has not happened yet, so that the cuts of the stream do not matter.</summary>
    private long _now;
    private long _guess;
    private bool _isExpecting;

    /// <param name="sync">The sync word.</param>
    /// <param name="frame">What follows it.</param>
    /// <param name="contiguous">True where frames follow each other without a gap, as in CCSDS telemetry. Only for frames with a strong check.</param>
    /// <param name="gap">Symbols between a frame's end and the next frame's sync word, where contiguous.</param>
    public SyncedDeframer(SyncWord sync, ISyncedFrame frame, bool contiguous = false, int gap = 0)
        : this([new SyncStep(sync, gap, 0)], frame, contiguous)
    {
    }

    /// <param name="steps">The sync words; <see cref="FrameReport.Word"/> says which one it was.</param>
    /// <param name="frame">What follows each.</param>
    /// <param name="contiguous">True where frames follow each other without a gap.</param>
    internal SyncedDeframer(SyncStep[] steps, ISyncedFrame frame, bool contiguous)
    {
        (_steps, _frame, _contiguous) = (steps, frame, contiguous);
        var falseAlarms = steps.Sum(s => s.Word.FalseAlarmRate);
        _longest = steps.Max(s => s.Word.Length);
        _surely = [.. steps.Select(s => s.Word.WithRate(Math.Max(SurelyRate, s.Word.FalseAlarmRate / 100)).Threshold)];
        _searches = [.. steps.Select(s => new SyncSearch(s.Word))];
        _found = new ulong[steps.Length * SyncSearch.Words];
        _buffer = new float[(2 * (_longest + steps.Max(s => s.Gap) + frame.MaxSymbols)) + 1024];
        _turned = new float[frame.MaxSymbols];
        _work = new WorkBudget(FailingWork + Math.Min(MostForNoise, NoiseCost * falseAlarms), WorkAtOnce * (long)frame.MaxSymbols);
        _pending = new SyncMatches(Math.Max(LeastRoom, (int)(RoomForNoise * falseAlarms * frame.FirstSymbols)));
    }

    /// <inheritdoc/>
    public void Process(ReadOnlySpan<float> symbols, IDecodeSink sink)
    {
        while (!symbols.IsEmpty)
        {
            if (_count == _buffer.Length)
                Compact();
            var block = symbols[..Math.Min(symbols.Length, _buffer.Length - _count)];
            SyncSearch.CopyFinite(block, _buffer.AsSpan(_count));
            _count += block.Length;
            symbols = symbols[block.Length..];
            Advance(sink);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _pending.Clear();
        _work.Reset();
        foreach (var search in _searches)
            search.Reset();
        (_doneCount, _base, _count, _now, _guess, _isExpecting) = (0, 0, 0, 0, 0, false);
    }

    /// <summary>Symbols until the next frame may be there whose sync word has been found; any other takes <see cref="ISyncedFrame.FirstSymbols"/> and more.</summary>
    internal long ToNextFrame => _pending.IsEmpty ? long.MaxValue : _pending.First.Ready - End;

    private long End => _base + _count;

    /// <summary>Keeps what a waiting match may need, and enough before it for the next sync word.</summary>
    private void Compact()
    {
        var keep = Math.Max(_base, _now - Math.Max(_longest, SyncSearch.MostBefore));
        foreach (ref readonly var match in _pending.All)
            keep = Math.Min(keep, match.Start - (match.Guessed ? _longest : 0));
        var drop = (int)(keep - _base);
        _buffer.AsSpan(drop, _count - drop).CopyTo(_buffer);
        (_base, _count) = (keep, _count - drop);
    }

    /// <summary>Everything that can be known from the symbols that are there.</summary>
    private void Advance(IDecodeSink sink)
    {
        while (_isExpecting ? _pending.First.Ready <= End : _now < End)
        {
            if (_isExpecting)
                TakeExpected(sink);
            else
                Search(sink);
        }
    }

    /// <summary>A frame whose sync word stood where it was expected: searched is behind it, or what was left out if it is none.</summary>
    private void TakeExpected(IDecodeSink sink)
    {
        var end = Decode(_pending.TakeFirst(), sink);
        _isExpecting = end == Waits;
        if (end < 0)
            return;
        _now = end;
        foreach (var search in _searches)
            search.GoTo(_buffer.AsSpan(0, (int)(_now - _base)));
    }

    private void Search(IDecodeSink sink)
    {
        var (start, stop) = (_now, Math.Min(End, _now + SyncSearch.Block));
        if (_guess > start)
            stop = Math.Min(stop, _guess);
        if (_contiguous && !_pending.IsEmpty)
            stop = Math.Min(stop, Math.Max(_pending.First.Ready, start + 1));
        var symbols = _buffer.AsSpan(0, (int)(stop - _base));
        for (var word = 0; word < _steps.Length; word++)
            _searches[word].Find(symbols, (int)(stop - start), _found.AsSpan(word * SyncSearch.Words, SyncSearch.Words));
        for (var part = 0; start + (64 * part) < stop; part++)
            LookAt(start + (64 * part), part, sink);
        _now = stop;
        DecodeReady(sink);
        if (_now == _guess)
            Expect();
    }

    /// <summary>Looks at the places that may be ones among 64.</summary>
    private void LookAt(long start, int part, IDecodeSink sink)
    {
        ulong any = 0;
        for (var i = part; i < _found.Length; i += SyncSearch.Words)
            any |= _found[i];
        for (; any != 0; any &= any - 1)
        {
            var place = BitOperations.TrailingZeroCount(any);
            _now = start + place + 1;
            for (var word = 0; word < _steps.Length; word++)
            {
                if (((_found[(word * SyncSearch.Words) + part] >> place) & 1) != 0)
                    Look(word, sink);
            }
        }
    }

    private void Look(int word, IDecodeSink sink)
    {
        var sync = _steps[word].Word;
        if (_now - _base < sync.Length)
            return;
        var rho = Correlate(sync, _now);
        if (!(Math.Abs(rho) >= sync.Threshold))
            return;
        DecodeReady(sink);
        Add(new SyncMatch(_now, _now + _frame.FirstSymbols, rho < 0, false, _now, Math.Abs(rho), word));
    }

    private float Correlate(SyncWord sync, long end) => sync.Correlate(_buffer.AsSpan((int)(end - sync.Length - _base), sync.Length));

    /// <summary>At the place of a guess: nothing needs to be searched before it is decoded, where its sync word matches and nothing else waits. Not of frames so short that the cuts of the stream would decide.</summary>
    private void Expect() => _isExpecting = _frame.FirstSymbols >= SyncSearch.Block && _pending.Count == 1 && _pending.First.Guessed && _pending.First.Start == _now
        && Math.Abs(Correlate(_steps[_pending.First.Word].Word, _now)) >= _steps[_pending.First.Word].Word.Threshold;

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
            if (other.Start == match.Start && other.Word == match.Word && (other.Inverted == match.Inverted || other.Guessed || match.Guessed))
                return true;
        }
        return false;
    }

    /// <summary>Decodes every match whose symbols are there, in the order in which they became complete.</summary>
    private void DecodeReady(IDecodeSink sink)
    {
        while (!_pending.IsEmpty && _pending.First.Ready <= _now)
            Decode(_pending.TakeFirst(), sink);
    }

    /// <returns>Where an accepted frame ends, <see cref="Refused"/>, or <see cref="Waits"/>.</returns>
    private long Decode(SyncMatch match, IDecodeSink sink)
    {
        ReadOnlySpan<float> symbols = _buffer.AsSpan((int)(match.Start - _base), (int)(match.Ready - match.Start));
        var cost = match.Ready - match.Counted; // a frame that asks for more symbols has the first already counted
        var credit = WorkAtOnce * (long)_frame.MaxSymbols;
        var reserve = match.Guessed || match.Rho >= _surely[match.Word] ? 0 : credit / 2;
        var wasGuessed = match.Guessed;
        if ((wasGuessed && !Recognise(ref match)) || !_work.Take(cost, match.Ready, reserve))
            return Refused;
        if (!_frame.IsWorthDecoding(symbols))
        {
            _work.GiveBack(cost - (cost / LookShare)); // and no check was computed that would count
            return Refused;
        }
        if (!_frame.ReadsAhead && Bits.CountErased(symbols) > symbols.Length / MostErasedShare)
            return Refused;
        var report = new FrameReport(sink, match, ref _work, reserve + (credit / 4), wasGuessed && match.Rho >= _steps[match.Word].Word.Threshold);
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
            return Waits;
        }
        if (report.IsProven)
            _work.GiveBack(match.Ready - match.Start + report.TriedAgain);
        _done[_doneCount++ % Remembered] = match;
        if (report.Accepted == 0)
            return Refused;
        Accept(match, match.Start + report.Accepted);
        return match.Start + report.Accepted;
    }

    /// <summary>Looks at the sync word of a place that was only expected to have one.</summary>
    private bool Recognise(ref SyncMatch match)
    {
        var rho = Correlate(_steps[match.Word].Word, match.Start);
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
    private void Accept(in SyncMatch match, long end)
    {
        _pending.Drop(match.Start - _steps[match.Word].Word.Length, end);
        if (_contiguous)
        {
            var word = _steps[match.Word].Next;
            _guess = end + _steps[word].Gap + _steps[word].Word.Length;
            Add(new SyncMatch(_guess, _guess + _frame.FirstSymbols, match.Inverted, true, _guess, 0, word));
        }
    }
}
