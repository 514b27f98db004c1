namespace GroundTerminal.Modems;

/// <summary>Hands the symbols of all hypotheses on; while the frames of one pass, the others rest.</summary>
/// <remarks>
/// Once four frames of one hypothesis passed and none of another, the others get no symbols. When no frame has come for twice the usual distance, they get those since the last
/// frame, and all are fed again: a carrier that slipped costs the frames that it slipped in. All is decided by whole batches, so cuts of the stream change nothing.
/// </remarks>
internal sealed class PskFeed
{
    private const int Proof = 4, Batches = 512;

    /// <summary>Deframers may be late by as many soft symbols.</summary>
    private const int Margin = 4096;
    private readonly PskHypotheses _hypotheses;
    private readonly int _pairs, _held;
    private readonly float[] _soft, _re, _im;
    private readonly SymbolBatch[] _infos;
    private readonly long[] _frames;
    private long _count, _lastEnd, _distance;
    private int _leader = -1;
    private float _before;

    /// <param name="hypotheses">What the rails may mean.</param>
    /// <param name="pairs">How many pairs of rails come at once.</param>
    public PskFeed(PskHypotheses hypotheses, int pairs)
    {
        (_hypotheses, _pairs, _held) = (hypotheses, pairs, hypotheses.Count > 1 ? Batches : 1);
        _soft = new float[pairs * hypotheses.SoftPerPair];
        (_re, _im, _infos) = (new float[_held * pairs], new float[_held * pairs], new SymbolBatch[_held]);
        _frames = new long[hypotheses.Count];
    }

    public int Hypotheses => _hypotheses.Count;

    public int SoftPerPair => _hypotheses.SoftPerPair;

    /// <summary>True while only one hypothesis is fed.</summary>
    public bool Rests => _leader >= 0;

    public void Add(ReadOnlySpan<float> re, ReadOnlySpan<float> im, in SymbolBatch batch, ISymbolSink sink)
    {
        var slot = (int)(_count % _held);
        re.CopyTo(_re.AsSpan(slot * _pairs));
        im.CopyTo(_im.AsSpan(slot * _pairs));
        _infos[slot] = batch;
        _count++;
        for (var h = 0; h < Hypotheses; h++)
        {
            if (Rests && h != _leader)
                sink.OnSymbols(h, [], batch);
            else
                Hand(h, _count - 1, sink);
        }
        _before = im[^1];
        if (Hypotheses > 1)
            Judge(sink);
    }

    /// <summary>Says how far the stream has come without a symbol.</summary>
    public void Pass(double sample, double samplesPerSymbol, ISymbolSink sink)
    {
        for (var h = 0; h < Hypotheses; h++)
            sink.OnSymbols(h, [], new SymbolBatch(sample, samplesPerSymbol / SoftPerPair, 0));
    }

    /// <summary>The symbols that come next do not follow those before.</summary>
    public void Interrupt() => _before = 0;

    /// <summary>At the end of the stream: those that rested get what they missed since the last frame.</summary>
    public void Finish(ISymbolSink sink)
    {
        if (Rests)
            Wake(sink);
    }

    public void Reset()
    {
        (_count, _lastEnd, _distance, _leader, _before) = (0, 0, 0, -1, 0);
        Array.Clear(_frames);
    }

    private void Hand(int hypothesis, long batch, ISymbolSink sink)
    {
        var slot = (int)(batch % _held);
        var before = batch == _count - 1 ? _before : batch > Oldest ? _im[((int)((batch - 1) % _held) * _pairs) + _pairs - 1] : 0;
        _hypotheses.Soft(hypothesis, _re.AsSpan(slot * _pairs, _pairs), _im.AsSpan(slot * _pairs, _pairs), before, _soft);
        sink.OnSymbols(hypothesis, _soft, _infos[slot]);
    }

    private long Oldest => Math.Max(0, _count - _held);

    /// <summary>Looks at the frames after each batch.</summary>
    private void Judge(ISymbolSink sink)
    {
        var (best, others) = (_leader, false);
        for (var h = 0; h < Hypotheses && !Rests; h++)
        {
            var news = sink.Progress(h).Frames - _frames[h];
            others |= news > 0 && best >= 0;
            best = news > 0 && best < 0 ? h : best;
        }
        if (best < 0)
            return;
        if (others)
        {
            Remember(sink);
            return;
        }
        var progress = sink.Progress(best);
        var end = (_count * _soft.Length) - progress.Age;
        if (end != _lastEnd)
            (_distance, _lastEnd) = (Math.Max(progress.Length, end - _lastEnd), end);
        var late = progress.Age > (2 * _distance) + Margin;
        if (Rests && (late || (3 * _distance) + Margin >= (long)_held * _soft.Length))
            Wake(sink);
        else if (!Rests && !late && progress.Frames - _frames[best] >= Proof && (3 * _distance) + Margin < (long)_held * _soft.Length)
            _leader = best;
    }

    private void Wake(ISymbolSink sink)
    {
        var from = Math.Max(Oldest, (_lastEnd - _distance) / _soft.Length);
        for (var h = 0; h < Hypotheses; h++)
        {
            if (h == _leader)
                continue;
            sink.Begin(h);
            for (var batch = from; batch < _count; batch++)
                Hand(h, batch, sink);
        }
        _leader = -1;
        Remember(sink);
    }

    private void Remember(ISymbolSink sink)
    {
        for (var h = 0; h < Hypotheses; h++)
            _frames[h] = sink.Progress(h).Frames;
    }
}
