using GroundTerminal.Dsp;

namespace GroundTerminal.Modems;

/// <summary>A demodulator of signals that have no carrier of their own, behind what takes a receiver's constant offset (the line of its direct conversion at 0 Hz) out of the samples.</summary>
/// <remarks>
/// The mean of the samples is taken off once four windows in a row have shown the same, clearly more than a signal's own mean over so many symbols (by e⁻⁸ each). Idle symbols have such a line too, where their
/// carrier is at 0 Hz, but it goes when a frame comes, and a receiver's stays: one that has gone is not believed again before <see cref="Reset"/>. All is decided at whole windows by index, so cuts of the stream change nothing.
/// </remarks>
internal sealed class DcFreeDemodulator : IDemodulator
{
    private const int LeastWindow = 4096, LeastSymbols = 256, Every = 8, Proof = 4;
    private const double MemorySeconds = 1, Significance = 8;
    private readonly IDemodulator _demodulator;
    private readonly Complex32[] _centred = new Complex32[LeastWindow];
    private readonly int _window, _memory;

    /// <summary>Samples of a window that say something of their own: no more than it has symbols.</summary>
    private readonly double _independent;
    private double _re, _im, _power, _meanRe, _meanIm;
    private int _at, _windows;
    private bool _isDisproved;
    private Complex32 _offset;

    /// <param name="demodulator">What gets the samples.</param>
    /// <param name="sampleRateHz">Their rate, Hz.</param>
    /// <param name="baudRate">Symbol rate, baud.</param>
    public DcFreeDemodulator(IDemodulator demodulator, double sampleRateHz, double baudRate)
    {
        _demodulator = demodulator;
        _window = Every * ((int)Math.Max(LeastWindow, LeastSymbols * sampleRateHz / baudRate) / Every);
        _memory = (int)Math.Max(Proof, MemorySeconds * sampleRateHz / _window);
        _independent = Math.Min(_window / Every, _window * baudRate / sampleRateHz);
    }

    public int Hypotheses => _demodulator.Hypotheses;

    public int FlushSamples => _demodulator.FlushSamples;

    public void Process(ReadOnlySpan<float> samples, ISymbolSink sink) => _demodulator.Process(samples, sink);

    public void Process(ReadOnlySpan<Complex32> samples, ISymbolSink sink)
    {
        while (!samples.IsEmpty)
        {
            var piece = samples[..Math.Min(samples.Length, Math.Min(_centred.Length, _window - _at))];
            Observe(piece);
            _demodulator.Process(_offset == default ? piece : Centred(piece), sink);
            _at += piece.Length;
            if (_at == _window)
                EndWindow();
            samples = samples[piece.Length..];
        }
    }

    public void Finish(ISymbolSink sink) => _demodulator.Finish(sink);

    public void Reset()
    {
        _demodulator.Reset();
        (_re, _im, _power, _meanRe, _meanIm, _at, _windows, _isDisproved, _offset) = (0, 0, 0, 0, 0, 0, 0, false, default);
    }

    private ReadOnlySpan<Complex32> Centred(ReadOnlySpan<Complex32> piece)
    {
        for (var i = 0; i < piece.Length; i++)
            _centred[i] = piece[i] - _offset;
        return _centred.AsSpan(0, piece.Length);
    }

    private void Observe(ReadOnlySpan<Complex32> piece)
    {
        for (var i = (Every - (_at % Every)) % Every; i < piece.Length; i += Every)
            (_re, _im, _power) = (_re + piece[i].Re, _im + piece[i].Im, _power + piece[i].MagnitudeSquared);
    }

    private void EndWindow()
    {
        double taken = _window / Every;
        Judge(_re / taken, _im / taken, Significance / _independent * _power / taken);
        (_re, _im, _power, _at) = (0, 0, 0, 0);
    }

    /// <param name="re">The window's mean.</param>
    /// <param name="im">The same, imaginary part.</param>
    /// <param name="chance">Power that a mean has by chance.</param>
    private void Judge(double re, double im, double chance)
    {
        if (_isDisproved || !double.IsFinite(chance))
            return;
        var agrees = _windows == 0 || Power(re - _meanRe, im - _meanIm) <= Math.Max(Power(_meanRe, _meanIm) / 2, chance);
        if (!agrees || (_windows < Proof && Power(re, im) <= chance))
        {
            (_isDisproved, _windows, _offset) = (_windows >= Proof, 0, default);
            return;
        }
        var share = 1.0 / Math.Min(++_windows, _memory);
        _meanRe += (re - _meanRe) * share;
        _meanIm += (im - _meanIm) * share;
        if (_windows >= Proof)
            _offset = new Complex32((float)_meanRe, (float)_meanIm);
    }

    private static double Power(double re, double im) => (re * re) + (im * im);
}
