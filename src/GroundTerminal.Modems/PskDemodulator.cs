using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Phase shift keying that goes on for long: looks for the signal in windows of samples, then follows it from the window's beginning, and looks again when it is gone.</summary>
internal sealed class PskDemodulator : IDemodulator
{
    private const int Chunk = 512, Window = 4096, ShortestWindow = 512, Blocks = 8;

    /// <summary>A weaker line is looked for again in more symbols: its carrier is not known well enough for the loop not to slip.</summary>
    private const double SureStrength = 50;

    /// <summary>Samples held of a signal that is certainly there, before they are dropped but for those that the tracker has not seen.</summary>
    private const int Certain = 8 * Chunk, NotYetSeen = 2 * Chunk;

    /// <summary>What is larger is no sample.</summary>
    private const float MostMagnitude = 1e12f;
    private readonly PskSetup _setup;
    private readonly PskAcquisition _acquisition;
    private readonly PskTracker _tracker;
    private readonly PskFeed _feed;
    private readonly int _reach;
    private readonly Complex32[] _chunk = new Complex32[Chunk], _held;
    private readonly float[] _re = new float[Blocks * PskBlock.Symbols], _im = new float[Blocks * PskBlock.Symbols];
    private int _staged, _heldCount, _due, _blocks;
    private bool _tracking;
    private long _heldFrom, _searchedFrom;
    private PskLock? _likely;
    private (double First, double Period) _batch;

    /// <param name="setup">What is received.</param>
    public PskDemodulator(PskSetup setup)
    {
        _setup = setup;
        var bank = new PskFilterBank(t => setup.Pulse.Filter(t / setup.SamplesPerSymbol), setup.Pulse.HalfSpan * setup.SamplesPerSymbol);
        _reach = bank.Before + 1;
        _acquisition = new PskAcquisition(setup.Kind, setup.Pulse, bank, setup.SamplesPerSymbol, setup.Center, setup.HalfWidth, setup.SampleRateHz);
        _tracker = new PskTracker(setup.Kind, setup.Pulse, bank, setup.SamplesPerSymbol);
        _feed = new PskFeed(new PskHypotheses(setup.Kind), Blocks * PskBlock.Symbols);
        _held = new Complex32[_acquisition.Samples(PskAcquisition.MostSymbols) + (2 * Chunk)];
        FlushSamples = _acquisition.Samples(Window) + (int)((Blocks + 1) * PskBlock.Symbols * setup.SamplesPerSymbol) + Chunk;
        Reset();
    }

    public int Hypotheses => _feed.Hypotheses;

    public int FlushSamples { get; }

    /// <summary>True while a signal is followed.</summary>
    public bool IsLocked => _tracking;

    /// <summary>Es/N0 of the signal followed, dB.</summary>
    public float EsN0Db => _tracker.Levels.EsN0Db;

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => throw new InvalidOperationException("This demodulator takes complex baseband.");

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var n = Math.Min(samples.Length, Chunk - _staged);
            samples[..n].CopyTo(_chunk.AsSpan(_staged));
            _staged += n;
            samples = samples[n..];
            if (_staged < Chunk)
                return;
            _staged = 0;
            Clean(_chunk);
            Take(sink);
        }
    }

    public void Finish(ISymbolSink sink) => _feed.Finish(sink);

    public void Reset()
    {
        (_staged, _heldFrom, _heldCount) = (0, 0, 0);
        _feed.Reset();
        Search(0);
    }

    /// <summary>Puts zeros where a sample is not a number or out of all range.</summary>
    private static void Clean(Span<Complex32> samples)
    {
        var sum = Vector256<float>.Zero;
        var values = MemoryMarshal.Cast<Complex32, float>(samples);
        for (var i = 0; i < values.Length; i += 8)
            sum += Vector256.Abs(Vector256.Create(values.Slice(i, 8)));
        if (Vector256.Sum(sum) < MostMagnitude)
            return;
        foreach (ref var value in values)
            value = Math.Abs(value) < MostMagnitude ? value : 0;
    }

    /// <summary>Looks for a signal from a sample on that is held.</summary>
    private void Search(long from)
    {
        Drop((int)Math.Clamp(from - _heldFrom, 0, _heldCount));
        (_tracking, _searchedFrom, _due, _blocks, _likely) = (false, _heldFrom, ShortestWindow, 0, null);
    }

    private void Drop(int samples)
    {
        _held.AsSpan(samples, _heldCount - samples).CopyTo(_held);
        (_heldFrom, _heldCount) = (_heldFrom + samples, _heldCount - samples);
    }

    private void Take(ISymbolSink sink)
    {
        // While a signal is followed, too, from where it may be gone: that is known only after a while.
        if (_tracking && _tracker.Carrier.BlocksGone == 0 && _heldCount > Certain)
            Drop(_heldCount - NotYetSeen);
        else if (_heldCount + Chunk > _held.Length)
            Drop(_heldCount - _acquisition.Samples(Window));
        _chunk.CopyTo(_held.AsSpan(_heldCount));
        _heldCount += Chunk;
        if (_tracking)
            Track(_chunk, sink);
        while (!_tracking && _heldCount >= _acquisition.Samples(_due))
            Look(sink);
    }

    /// <summary>Looks in what is held as it grows, later in the newest part, and now and then in all.</summary>
    private void Look(ISymbolSink sink)
    {
        var (symbols, end) = (Math.Min(_due, Window), _acquisition.Samples(_due));
        var from = end - _acquisition.Samples(symbols);
        var whole = _due > Window && (_due & (_due - 1)) == 0;
        // All first: its beginning would else be lost.
        if (whole && _acquisition.Try(_held, _due, out var found))
        {
            Follow(0, found, sink);
        }
        else if (_acquisition.Try(_held.AsSpan(from), symbols, out found))
        {
            if (_due >= Window || found.Strength >= SureStrength)
            {
                // With as much before it, if the signal was there already; from which symbol on comes out too.
                var longer = from > 0 ? end - _acquisition.Samples(2 * symbols) : -1;
                if (longer >= 0 && _acquisition.Try(_held.AsSpan(longer), 2 * symbols, out var early))
                    (from, found) = (longer, early);
                Follow(from, found, sink);
                return;
            }
            _likely = found;
            _due *= 2;
        }
        else if (_likely is { } likely)
        {
            Follow(0, likely, sink);
        }
        else if (_due < PskAcquisition.MostSymbols)
        {
            _due += Math.Min(_due, Window);
        }
        else
        {
            Drop((int)(PskAcquisition.MostSymbols / 2 * _setup.SamplesPerSymbol));
            _due = (PskAcquisition.MostSymbols / 2) + Window;
            _feed.Pass(_heldFrom, _setup.SamplesPerSymbol, sink);
        }
    }

    private void Follow(int from, PskLock found, ISymbolSink sink)
    {
        // Back to the window's first sample, if only a filter's reach lies between.
        if (found.First < _reach + (2 * found.Period))
            found = found.Before((int)(found.First / found.Period));
        var skip = (int)found.First - _reach;
        from += Math.Max(0, skip);
        _tracking = true;
        _tracker.Start(_heldFrom + from, found.After(Math.Max(0, skip)));
        _feed.Interrupt();
        var count = _heldCount;
        for (var at = from; at < count && _tracking; at += Chunk)
            Track(_held.AsSpan(at, Math.Min(Chunk, count - at)), sink);
    }

    private void Track(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (_tracker.Next(ref samples))
        {
            Keep(sink);
            if (!_tracker.Carrier.IsLost)
                continue;
            // From where it was lost, as another may have begun since; further on each time, so that this ends.
            Search(Math.Max((long)_tracker.GoneFrom, _searchedFrom + _acquisition.Samples(ShortestWindow)));
            return;
        }
        _tracker.Retune();
    }

    /// <summary>Collects eight blocks, then hands them on.</summary>
    private void Keep(ISymbolSink sink)
    {
        if (_blocks == 0)
            _batch = (_tracker.BlockStart, _tracker.BlockPeriod);
        var scale = 1 / _tracker.Levels.Magnitude;
        Scale(_tracker.Re, scale, _re.AsSpan(_blocks * PskBlock.Symbols));
        Scale(_tracker.Im, scale, _im.AsSpan(_blocks * PskBlock.Symbols));
        if (++_blocks < Blocks)
            return;
        _blocks = 0;
        var perSoft = _batch.Period / _feed.SoftPerPair;
        _feed.Add(_re, _im, new SymbolBatch(_batch.First, perSoft, (float)(_tracker.Frequency * _setup.SampleRateHz), EsN0Db: _tracker.Levels.EsN0Db), sink);
    }

    /// <summary>A symbol that is not a number is an erasure.</summary>
    private static void Scale(ReadOnlySpan<float> values, float scale, Span<float> output)
    {
        for (var i = 0; i < PskBlock.Symbols; i += 8)
        {
            var value = Vector256.Create(values.Slice(i, 8)) * scale;
            Vector256.ConditionalSelect(Vector256.LessThan(Vector256.Abs(value), Vector256.Create(1e6f)), value, Vector256<float>.Zero).CopyTo(output[i..]);
        }
    }
}
