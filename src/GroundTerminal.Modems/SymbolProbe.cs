using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>Demodulates without looking for frames, and says how far what comes out is symbols: which modulation and symbol rate a signal has can be told from that before any framing is known.</summary>
/// <remarks>
/// Three things are measured over windows of 256 symbols: the opening of the eye (Es/N0 from mean and variance of the magnitudes), how evenly the symbol clock runs
/// (deviation of its instants from a straight line) and whether symbols come in pairs. In noise, and at a wrong rate, the feed-forward clock wanders at random.
/// </remarks>
public sealed class SymbolProbe : ISymbolSink
{
    private const int Silence = 1024;
    private readonly ReceiverOptions _options;
    private readonly IDemodulator _demodulator;
    private readonly SymbolWindow[] _windows;
    private readonly List<SymbolQuality> _found = [];

    /// <param name="options">Its framings are not looked at.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it, its value and what was expected.</exception>
    public SymbolProbe(ReceiverOptions options)
    {
        _options = options;
        _demodulator = DemodulatorFactory.Create(options);
        _windows = new SymbolWindow[_demodulator.Hypotheses];
        for (var h = 0; h < _windows.Length; h++)
            _windows[h] = new SymbolWindow();
    }

    /// <summary>All windows so far, those of each of the demodulator's hypotheses in the order of time.</summary>
    public IReadOnlyList<SymbolQuality> Windows => _found;

    /// <summary>Takes audio.</summary>
    public void Process(ReadOnlySpan<float> samples) => _demodulator.Process(samples, this);

    /// <summary>Takes complex samples.</summary>
    public void Process(ReadOnlySpan<Complex32> samples) => _demodulator.Process(samples, this);

    /// <summary>Measures what is still inside, at the end of a stretch of samples, and forgets it.</summary>
    public void Flush()
    {
        for (var left = _demodulator.FlushSamples; left > 0; left -= Silence)
        {
            if (_options.SampleKind == SampleKind.Audio)
                _demodulator.Process(new float[Math.Min(left, Silence)], this);
            else
                _demodulator.Process(new Complex32[Math.Min(left, Silence)], this);
        }
        _demodulator.Reset();
        Array.ForEach(_windows, w => w.Clear());
    }

    void ISymbolSink.OnSymbols(int hypothesis, ReadOnlySpan<float> symbols, in SymbolBatch batch)
    {
        if (_windows[hypothesis].Add(symbols, batch, _options.SampleRateHz) is { } quality)
            _found.Add(quality);
    }
}
