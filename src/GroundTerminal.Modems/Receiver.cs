using GroundTerminal.Coding.Framing;
using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>One channel: samples in, frames out. Allocates in the constructor only.</summary>
/// <remarks>How the stream is cut into calls never changes the frames. For one thread at a time; <see cref="Statistics"/> may be read from another.</remarks>
public sealed class Receiver : ISymbolSink
{
    /// <summary>Deframers that work in blocks are late by less.</summary>
    private const int MarginSymbols = 256;
    private const int TrailingAtOnce = 512;
    private readonly IDemodulator _demodulator;
    private readonly SymbolStream[] _streams;
    private readonly FrameSelector _selector;
    private readonly TrailingNoise _trailing = new();
    private readonly double _samplesPerSymbol;
    private IReceivedFrameSink? _sink;
    private long _origin;
    private long _taken;

    /// <exception cref="ArgumentException">An option is impossible; the message names it, its value and what was expected.</exception>
    public Receiver(ReceiverOptions options)
    {
        Options = options;
        _demodulator = DemodulatorFactory.Create(options);
        if (options.Framings.Count == 0)
            throw new ArgumentException("No framing is given; at least one is expected.");
        _selector = new FrameSelector(options.BaudRate, options.FramingsApart);
        _streams = new SymbolStream[_demodulator.Hypotheses];
        _samplesPerSymbol = options.SampleRateHz / (options.BaudRate * ModulationCatalog.Find(options.Modulation)!.BitsPerSymbol);
        for (var h = 0; h < _streams.Length; h++)
            _streams[h] = new SymbolStream([.. options.Framings.Select(Deframer)], _selector, _samplesPerSymbol);
    }

    /// <summary>What it was built from.</summary>
    public ReceiverOptions Options { get; }

    /// <summary>Counters and present estimates; may be read from another thread.</summary>
    public ReceiverStatistics Statistics => _selector.Statistics;

    /// <summary>Samples after which whatever ended before has been handed over.</summary>
    public int LatencySamples => _demodulator.FlushSamples;

    /// <summary>Takes complex samples.</summary>
    /// <exception cref="InvalidOperationException">The receiver was built for audio.</exception>
    public void Process(ReadOnlySpan<Complex32> samples, IReceivedFrameSink sink)
    {
        if (Options.SampleKind != SampleKind.Iq)
            throw new InvalidOperationException($"This receiver was built for {(Options.SampleKind == SampleKind.Audio ? "audio" : "symbols")}.");
        _sink = sink;
        _trailing.Observe(samples, _taken);
        _demodulator.Process(samples, this);
        _taken += samples.Length;
    }

    /// <summary>Takes real samples.</summary>
    /// <exception cref="InvalidOperationException">The receiver was built for complex baseband.</exception>
    public void Process(ReadOnlySpan<float> samples, IReceivedFrameSink sink)
    {
        if (Options.SampleKind == SampleKind.Iq)
            throw new InvalidOperationException("This receiver was built for complex baseband.");
        _sink = sink;
        _trailing.Observe(samples, _taken);
        _demodulator.Process(samples, this);
        _taken += samples.Length;
    }

    /// <summary>Says that samples were lost here: indices go on further by that number and no frame is joined across. Frames that ended before are handed to the sink of the last call.</summary>
    public void Skip(long samples)
    {
        if (_sink is not null)
            Flush(_sink);
        _origin += _taken + samples;
        Restart();
    }

    /// <summary>Decodes what is still inside, at the end of the stream.</summary>
    public void Flush(IReceivedFrameSink sink)
    {
        _sink = sink;
        Span<float> audio = stackalloc float[TrailingAtOnce];
        Span<Complex32> iq = stackalloc Complex32[TrailingAtOnce];
        for (var left = _demodulator.FlushSamples; left > 0; left -= TrailingAtOnce)
        {
            var n = Math.Min(left, TrailingAtOnce);
            if (Options.SampleKind != SampleKind.Iq)
            {
                _trailing.Fill(audio);
                _demodulator.Process(audio[..n], this);
            }
            else
            {
                _trailing.Fill(iq);
                _demodulator.Process(iq[..n], this);
            }
        }
        _demodulator.Finish(this);
        foreach (var stream in _streams)
            stream.Flush(_origin, sink);
        _selector.Release(double.PositiveInfinity, sink);
    }

    /// <summary>Back to the state after construction.</summary>
    public void Reset()
    {
        Restart();
        _origin = 0;
        _selector.Reset();
    }

    void ISymbolSink.OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
    {
        _streams[hypothesis].Process(symbols, batch, _origin, _sink!);
        var passed = double.PositiveInfinity;
        foreach (var stream in _streams)
            passed = Math.Min(passed, stream.PassedSample);
        _selector.Release(passed - (MarginSymbols * _samplesPerSymbol), _sink!);
    }

    HypothesisProgress ISymbolSink.Progress(int hypothesis) => _streams[hypothesis].Progress;

    void ISymbolSink.Begin(int hypothesis) => _streams[hypothesis].Begin();

    private static IDeframer Deframer(FramingChoice choice)
    {
        var framing = FramingCatalog.Find(choice.Name)
            ?? throw new ArgumentException($"Framing '{choice.Name}' is not built; built are {string.Join(", ", FramingCatalog.Names)}.");
        return framing.CreateDeframer(choice.Options);
    }

    private void Restart()
    {
        _demodulator.Reset();
        _trailing.Reset();
        foreach (var stream in _streams)
            stream.Reset();
        _taken = 0;
    }
}
