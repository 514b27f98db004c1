using GroundTerminal.Coding.Framing;

namespace GroundTerminal.Modems;

/// <summary>One hypothesis's symbols on their way through the deframers, with what is needed to say of a frame where it lay and how good it was.</summary>
internal sealed class SymbolStream(IDeframer[] deframers, FrameSelector selector, double nominalSamplesPerSymbol) : IDecodeSink
{
    private const int Remembered = 2048;
    private const int FlushSymbols = 2048;
    private static readonly float[] Erasures = new float[256];

    /// <summary>
    /// Below this a check has passed by chance. White noise looks like −0.6 dB here, and of the shortest frames, 136 symbols, one in 300 would
    /// come through without an error at 1.5 dB (coherent BPSK, Q(√2Es/N0)). A frame with a plausible header is believed whatever its SNR.
    /// </summary>
    private const float LeastEsN0Db = 1.5f;
    private readonly Batch[] _batches = new Batch[Remembered];
    private long _batchCount;
    private long _symbolCount;
    private long _frames, _lastEnd, _lastLength;
    private long _origin;
    private int _framing;
    private IReceivedFrameSink? _sink;

    /// <summary>Sample of the receiver's stream up to which symbols have come by.</summary>
    public double PassedSample { get; private set; }

    /// <summary>What its checked frames say.</summary>
    public HypothesisProgress Progress => new(_frames, _symbolCount - _lastEnd, _lastLength);

    /// <summary>Begins anew: the symbols that come next follow none. What its frames said stays.</summary>
    public void Begin()
    {
        var frames = _frames;
        Reset();
        _frames = frames;
    }

    /// <summary>Takes the next symbols.</summary>
    /// <param name="origin">Index in the receiver's stream that batch positions count from.</param>
    public void Process(ReadOnlySpan<float> symbols, in SymbolBatch batch, long origin, IReceivedFrameSink sink)
    {
        (_origin, _sink) = (origin, sink);
        Remember(symbols, batch);
        PassedSample = origin + batch.FirstSample + (symbols.Length * batch.SamplesPerSymbol);
        for (_framing = 0; _framing < deframers.Length; _framing++)
            deframers[_framing].Process(symbols, this);
    }

    /// <summary>Lets the deframers finish: a frame whose end is cut off may still be repaired, its missing symbols being erasures.</summary>
    public void Flush(long origin, IReceivedFrameSink sink)
    {
        (_origin, _sink) = (origin, sink);
        for (var left = FlushSymbols; left > 0; left -= Erasures.Length)
        {
            for (_framing = 0; _framing < deframers.Length; _framing++)
                deframers[_framing].Process(Erasures, this);
        }
    }

    public void Reset()
    {
        foreach (var deframer in deframers)
            deframer.Reset();
        (_batchCount, _symbolCount, PassedSample) = (0, 0, 0);
        (_frames, _lastEnd, _lastLength) = (0, 0, 0);
    }

    void IDecodeSink.OnResult(in DecodeResult result)
    {
        var first = Find(result.FirstSymbol);
        var last = Find(result.EndSymbol - 1);
        var snrDb = result.Status == DecodeStatus.Ok ? EsN0Db(first, last) : 0;
        var noise = result.Status == DecodeStatus.Ok && !result.HeaderPlausible && snrDb < LeastEsN0Db;
        selector.Count(noise ? DecodeStatus.CheckFailed : result.Status);
        if (result.Status != DecodeStatus.Ok || noise)
            return;
        if (!result.Unchecked)
            (_frames, _lastEnd, _lastLength) = (_frames + 1, result.EndSymbol, result.EndSymbol - result.FirstSymbol);
        var start = Position(first, result.FirstSymbol);
        var end = Position(last, result.EndSymbol);
        var symbols = result.EndSymbol - result.FirstSymbol;
        selector.Offer(
            new ReceivedFrame
            {
                Framing = _framing,
                Payload = result.Payload,
                FirstSample = _origin + (long)Math.Round(start),
                EndSample = _origin + (long)Math.Round(end),
                SnrDb = snrDb,
                FrequencyOffsetHz = _batches[(int)(((first + last) / 2) & (Remembered - 1))].Info.FrequencyHz,
                TimingOffsetPpm = (float)((((symbols * nominalSamplesPerSymbol) / (end - start)) - 1) * 1e6),
                Inverted = result.Inverted,
                CorrectedBits = result.CorrectedBits,
                Unchecked = result.Unchecked,
                HeaderPlausible = result.HeaderPlausible,
            },
            _sink!);
    }

    private void Remember(ReadOnlySpan<float> symbols, in SymbolBatch info)
    {
        if (symbols.IsEmpty)
            return;
        float sum = 0, squares = 0;
        if (float.IsNaN(info.EsN0Db))
        {
            foreach (var symbol in symbols)
                (sum, squares) = (sum + Math.Abs(symbol), squares + (symbol * symbol));
        }
        _batches[(int)(_batchCount++ & (Remembered - 1))] = new Batch(_symbolCount, symbols.Length, sum, squares, info);
        _symbolCount += symbols.Length;
    }

    /// <summary>The batch that a symbol is in, or the oldest that is remembered.</summary>
    private long Find(long symbol)
    {
        var oldest = Math.Max(0, _batchCount - Remembered);
        var at = _batchCount - 1;
        while (at > oldest && _batches[(int)(at & (Remembered - 1))].FirstSymbol > symbol)
            at--;
        return at;
    }

    private double Position(long batch, long symbol)
    {
        ref readonly var b = ref _batches[(int)(batch & (Remembered - 1))];
        return b.Info.FirstSample + ((symbol - b.FirstSymbol) * b.Info.SamplesPerSymbol);
    }

    /// <summary>For antipodal symbols of mean magnitude m and variance σ², Es/N0 = m²/2σ².</summary>
    private float EsN0Db(long first, long last)
    {
        if (!float.IsNaN(_batches[(int)(last & (Remembered - 1))].Info.EsN0Db))
            return KnownEsN0Db(first, last);
        double sum = 0, squares = 0;
        long count = 0;
        for (var at = first; at <= last; at++)
        {
            ref readonly var b = ref _batches[(int)(at & (Remembered - 1))];
            (sum, squares, count) = (sum + b.Sum, squares + b.Squares, count + b.Count);
        }
        var mean = sum / count;
        var variance = Math.Max((squares / count) - (mean * mean), 1e-6);
        return (float)(10 * Math.Log10(mean * mean / (2 * variance)));
    }

    /// <summary>The mean of what the demodulator says.</summary>
    private float KnownEsN0Db(long first, long last)
    {
        var sum = 0.0;
        for (var at = first; at <= last; at++)
            sum += _batches[(int)(at & (Remembered - 1))].Info.EsN0Db;
        return (float)(sum / (last - first + 1));
    }

    private readonly record struct Batch(long FirstSymbol, int Count, float Sum, float Squares, SymbolBatch Info);
}
